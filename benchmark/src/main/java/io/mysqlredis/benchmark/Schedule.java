package io.mysqlredis.benchmark;

import io.mysqlredis.benchmark.result.Round;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rounds are still to be made, in turn: the first of all measurements, then the second of all. */
record Schedule(List<Due> due) {

    Schedule {
        due = List.copyOf(due);
    }

    /** A round that is to be made. */
    record Due(Measurement measurement, int number) {}

    private record Made(String measurement, int number) {}

    /** @param rounds that were made of this revision, in time; those that failed or were disturbed when they were made last are made again */
    static Schedule of(List<Measurement> measurements, Scale scale, List<Round> rounds) {
        Map<Made, Boolean> made = new HashMap<>();
        rounds.forEach(round -> made.put(
                new Made(round.measurement(), round.number()), round.isRight() && !HostShare.hasDisturbed(round)));
        int most = measurements.stream()
                .mapToInt(measurement -> rounds(measurement, scale))
                .max()
                .orElse(0);
        List<Due> due = new ArrayList<>();
        for (int number = 1; number <= most; number++) {
            for (Measurement measurement : measurements) {
                boolean isWanted = number <= rounds(measurement, scale);
                if (isWanted && !made.getOrDefault(new Made(measurement.name(), number), false)) {
                    due.add(new Due(measurement, number));
                }
            }
        }
        return new Schedule(due);
    }

    private static int rounds(Measurement measurement, Scale scale) {
        return scale.of(measurement.rounds(), 1);
    }

    /** Each measurement of which a round is due, once. */
    List<Measurement> measurements() {
        return due.stream().map(Due::measurement).distinct().toList();
    }

    /** The same without a measurement. */
    Schedule without(Measurement measurement) {
        return new Schedule(
                due.stream().filter(one -> one.measurement() != measurement).toList());
    }
}
