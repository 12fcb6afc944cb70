package io.mysqlredis.sink.watermark;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Redis has of the records behind a watermark that went back before a rejected one: it carried all of them out up to
 * {@code upTo}, but for these.
 *
 * @param offsets of the rejected records
 */
public record Rejected(long upTo, Set<Long> offsets) {

    private static final Pattern TEXT = Pattern.compile("up_to=(\\d{1,18}) offsets=(\\d{1,18}(?:,\\d{1,18})*)");

    public Rejected {
        offsets = Set.copyOf(offsets);
    }

    String text() {
        return "up_to=" + upTo + " offsets="
                + new TreeSet<>(offsets).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Empty if it is no such text, or of records that a watermark at this offset has behind it. */
    static Optional<Rejected> parse(String text, OptionalLong offset) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        if (!matcher.matches() || offset.orElse(-1) >= Long.parseLong(matcher.group(1))) {
            return Optional.empty();
        }
        Set<Long> offsets = Arrays.stream(matcher.group(2).split(",", -1))
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        return Optional.of(new Rejected(Long.parseLong(matcher.group(1)), offsets));
    }
}
