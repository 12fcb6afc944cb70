package io.mysqlredis.sink.filter;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** CEL over given variables, and over {@code table} and {@code database}: refuses all that is wrong for every record. */
final class CelLanguage {

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(10_000)
            // More than a row has columns; without a limit, loops in loops could hold the task up for ever.
            .comprehensionMaxIterations(10_000)
            .build();

    // The runtime that asks a row for single columns; the other one, "planner", copies the whole row at each use of it.
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final CelCompiler compiler;

    CelLanguage(Map<String, CelType> variables) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL)
                .addVar("table", SimpleType.STRING)
                .addVar("database", SimpleType.STRING);
        variables.forEach(builder::addVar);
        compiler = builder.build();
    }

    /** @throws IllegalArgumentException if it is no condition in this language; the message shows the places in it */
    CelCondition compile(String expression) {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(expression, "filter").getAst();
            List<CelIssue> issues = CelNavigableAst.fromAst(tree)
                    .getRoot()
                    .allNodes()
                    .map(node -> node.expr())
                    .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL)
                    .flatMap(call -> constant(call).stream())
                    .flatMap(constant -> issue(constant, tree).stream())
                    .toList();
            if (!issues.isEmpty()) {
                throw new IllegalArgumentException(CelIssue.toDisplayString(issues, tree.getSource()));
            }
            return new CelCondition(tree.getSource(), RUNTIME.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What is wrong for every record: a pattern or a timestamp that cannot be read, a division by zero. */
    private static Optional<CelIssue> issue(CelExpr constant, CelAbstractSyntaxTree whole) {
        CelAbstractSyntaxTree part = CelAbstractSyntaxTree.newCheckedAst(
                constant, whole.getSource(), whole.getReferenceMap(), whole.getTypeMap());
        try {
            RUNTIME.createProgram(part).eval();
            return Optional.empty();
        } catch (CelEvaluationException e) {
            return Optional.of(CelFailure.inWords(e, whole.getSource()));
        }
    }

    /** The call if it can be evaluated without a record; of one to {@code matches} the pattern, matched with itself. */
    private static Optional<CelExpr> constant(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        if (call.function().equals("matches")) {
            CelExpr pattern = call.args().get(call.args().size() - 1);
            CelExpr matchesItself = CelExpr.ofCall(
                    expr.id(),
                    call.target().map(any -> pattern),
                    call.function(),
                    call.args().stream().map(any -> pattern).collect(ImmutableList.toImmutableList()));
            return Optional.of(matchesItself).filter(any -> isConstant(pattern));
        }
        return Optional.of(expr)
                .filter(any -> Stream.concat(call.target().stream(), call.args().stream())
                        .allMatch(CelLanguage::isConstant));
    }

    private static boolean isConstant(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT;
    }
}
