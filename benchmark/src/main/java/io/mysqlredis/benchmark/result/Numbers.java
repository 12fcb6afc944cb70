package io.mysqlredis.benchmark.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for readers: as many digits as say something. */
final class Numbers {

    private static final MathContext DIGITS = new MathContext(3);
    private static final double WITH_UNITS = 100;

    private Numbers() {}

    static String text(double value) {
        if (Math.abs(value) >= WITH_UNITS) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** The median, and what lies around it where there is more than one round. */
    static String text(Spread spread) {
        return spread.rounds() == 1
                ? text(spread.median())
                : "%s (%s–%s)".formatted(text(spread.median()), text(spread.min()), text(spread.max()));
    }
}
