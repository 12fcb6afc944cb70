package io.mysqlredis.endtoend;

import io.mysqlredis.endtoend.servers.Choice;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test class that asks for a {@link Pipeline} the same one, which stops when the last class is done. */
public final class SharedPipeline implements ParameterResolver {

    /** What a test class locks that has to have the pipeline for itself, where classes run beside each other. */
    public static final String ALONE = "shared-pipeline";

    private static final Namespace NAMESPACE = Namespace.create(SharedPipeline.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Pipeline.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The store closes what is AutoCloseable.
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Pipeline.class,
                        key -> Pipeline.start(
                                Choice.start(Pipeline.CHECKOUT, "end-to-end"), SnapshotIT.THERE_BEFORE, Map.of()),
                        Pipeline.class);
    }
}
