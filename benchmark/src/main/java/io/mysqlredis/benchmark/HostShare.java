package io.mysqlredis.benchmark;

import io.mysqlredis.benchmark.result.Round;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The CPU time of this machine since its start, in the ticks of Linux: what it wanted, and what of that its host gave to others, if
 * it is a virtual one. Nobody on the machine itself can see to it that there are no others, so each round tells of them.
 *
 * @param wanted by whatever runs here
 * @param taken of that, by the host
 */
record HostShare(long wanted, long taken) {

    private static final String FIGURE = "taken by the host";

    /** In percent; more of it, and the round tells more of the others than of what was measured. */
    private static final double MOST = 5;

    // The numbers of the line, behind its name.
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISKS = 4;
    private static final int STOLEN = 7;

    static HostShare now() {
        Path file = Path.of("/proc/stat");
        try {
            return parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the file's first line, which is about all cores. */
    static HostShare parse(String stat) {
        String[] parts = stat.lines().findFirst().orElseThrow().split(" +");
        // What guests took, which stands behind, is in the others already.
        long[] ticks =
                Arrays.stream(parts, 1, STOLEN + 2).mapToLong(Long::parseLong).toArray();
        long all = Arrays.stream(ticks).sum();
        return new HostShare(all - ticks[IDLE] - ticks[WAITING_FOR_DISKS], ticks[STOLEN]);
    }

    /** How much of what was wanted meanwhile was taken, in percent. */
    Figure since(HostShare before) {
        // Of one tick at least, as nothing may have been wanted.
        return new Figure(FIGURE, 100.0 * (taken - before.taken) / Math.max(1, wanted - before.wanted), "%");
    }

    /** Whether a round should be made again, at a time at which the host has more for it. */
    static boolean hasDisturbed(Round round) {
        return round.figures().stream().anyMatch(figure -> figure.name().equals(FIGURE) && figure.value() > MOST);
    }
}
