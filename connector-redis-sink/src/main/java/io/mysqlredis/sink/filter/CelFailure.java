package io.mysqlredis.sink.filter;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns CEL's errors at evaluation into what its compiler gives: a reason, and the place in the expression. */
final class CelFailure {

    /** CEL tells the place only in the message. */
    private static final Pattern PLACE = Pattern.compile("\\Aevaluation error at \\S*:(\\d+): ");

    private CelFailure() {}

    /** With CEL's own reason, which may quote a value: for expressions in which all values come from the configuration. */
    static CelIssue inWords(CelEvaluationException e, CelSource source) {
        String message = String.valueOf(e.getMessage());
        return at(offset(message), source, PLACE.matcher(message).replaceFirst(""));
    }

    static CelIssue withoutValues(CelEvaluationException e, CelSource source) {
        String reason =
                switch (e.getErrorCode()) {
                    case ATTRIBUTE_NOT_FOUND -> "there is no such column or field, or what should have it is NULL";
                    case OVERLOAD_NOT_FOUND -> "this does not work with values of these types, or one of them is NULL";
                    case INVALID_ARGUMENT -> "the value here is not what is needed: true or false, or a pattern";
                    case BAD_FORMAT -> "what stands here cannot be converted to this type";
                    case NUMERIC_OVERFLOW -> "the number is too large for its type";
                    case DIVIDE_BY_ZERO -> "this divides by zero";
                    case INDEX_OUT_OF_BOUNDS -> "there is no such element";
                    case ITERATION_BUDGET_EXCEEDED -> "this takes too many steps";
                    case INTERNAL_ERROR, AMBIGUOUS_OVERLOAD, DUPLICATE_ATTRIBUTE, TYPE_NOT_FOUND ->
                        "this fails, perhaps on a value that is not what its column's type says";
                };
        return at(offset(String.valueOf(e.getMessage())), source, reason);
    }

    static CelIssue at(int offset, CelSource source, String reason) {
        CelSourceLocation place = source.getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
        return CelIssue.formatError(place, reason);
    }

    private static int offset(String message) {
        Matcher matcher = PLACE.matcher(message);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
