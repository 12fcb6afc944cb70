package io.mysqlredis.sink.filter;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.mysqlredis.sink.event.BadRecordException;
import io.mysqlredis.sink.event.TableId;
import java.util.Optional;
import java.util.function.Function;

/** A compiled expression that is true or false of a record, or refuses it without telling what the record holds. */
final class CelCondition {

    private final CelSource source;
    private final Program program;

    CelCondition(CelSource source, Program program) {
        this.source = source;
        this.program = program;
    }

    /**
     * @param variables the values of the language's variables by name, none of them null
     * @throws BadRecordException if the answer is neither true nor false, or there is none
     */
    boolean holds(TableId table, Function<String, Object> variables) {
        Object answer = answer(table, variables);
        if (answer instanceof Boolean holds) {
            return holds;
        }
        throw refused(
                table,
                CelFailure.at(
                        0, source, "this is neither true nor false, but NULL or a value of another type; compare it"));
    }

    private Object answer(TableId table, Function<String, Object> variables) {
        try {
            return program.eval(name -> Optional.of(
                    switch (name) {
                        case "table" -> table.table();
                        case "database" -> table.database();
                        default -> variables.apply(name);
                    }));
        } catch (CelEvaluationException e) {
            // Neither its message nor its cause may go on: both may hold what a column held.
            throw refused(table, CelFailure.withoutValues(e, source));
        }
    }

    private BadRecordException refused(TableId table, CelIssue failure) {
        return new BadRecordException(
                "the filter has no answer for this record of table " + table + "\n" + failure.toDisplayString(source));
    }
}
