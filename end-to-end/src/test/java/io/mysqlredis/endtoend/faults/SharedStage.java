package io.mysqlredis.endtoend.faults;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test class that asks for a {@link Stage} the same one, which ends when the last class is done. */
final class SharedStage implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedStage.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The store closes what is AutoCloseable.
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Stage.class, key -> start(), Stage.class);
    }

    private static Stage start() {
        try {
            return Stage.start("faults", 1);
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL does not take the load", e);
        }
    }
}
