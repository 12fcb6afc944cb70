package io.mysqlredis.benchmark;

import io.mysqlredis.benchmark.result.Machine;
import io.mysqlredis.benchmark.result.Round;
import io.mysqlredis.benchmark.result.RoundsFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Makes rounds one after the other, and writes each down as soon as it is over, whether it failed or not. */
final class Campaign {

    private final Stage stage;
    private final String revision;
    private final Machine machine;
    private final RoundsFile file;
    private final Consumer<String> progress;

    Campaign(Stage stage, String revision, Machine machine, RoundsFile file, Consumer<String> progress) {
        this.stage = stage;
        this.revision = revision;
        this.machine = machine;
        this.file = file;
        this.progress = progress;
    }

    void run(Schedule schedule) throws InterruptedException {
        Schedule possible = prepared(schedule);
        List<Schedule.Due> due = possible.due();
        for (int i = 0; i < due.size(); i++) {
            Round round = measured(due.get(i));
            file.append(round);
            progress.accept("%d/%d %s, round %d: %s"
                    .formatted(i + 1, due.size(), round.measurement(), round.number(), told(round)));
        }
    }

    private Schedule prepared(Schedule schedule) throws InterruptedException {
        Schedule possible = schedule;
        for (Measurement measurement : schedule.measurements()) {
            try {
                stage.settle(measurement.servers());
                measurement.prepare(stage);
            } catch (Exception e) {
                requireOpen(e);
                possible = possible.without(measurement);
                for (Schedule.Due due : schedule.due()) {
                    if (due.measurement() == measurement) {
                        file.append(round(due, failed(e)));
                    }
                }
                progress.accept(measurement.name() + " cannot be prepared: " + reason(e));
            }
        }
        return possible;
    }

    private Round measured(Schedule.Due due) throws InterruptedException {
        try {
            stage.settle(due.measurement().servers());
            stage.sync();
            HostShare before = HostShare.now();
            Outcome outcome = due.measurement().measure(stage);
            return round(due, outcome.with(HostShare.now().since(before)));
        } catch (Exception e) {
            requireOpen(e);
            return round(due, failed(e));
        }
    }

    /** What fails because the benchmark is ended is no round. */
    private void requireOpen(Exception failure) throws InterruptedException {
        if (failure instanceof InterruptedException interruption) {
            throw interruption;
        }
        if (stage.isClosed()) {
            throw new BenchmarkException("Ended before all was measured; ./bench goes on from there", failure);
        }
    }

    private static Outcome failed(Exception e) {
        return new Outcome(List.of(), Verdict.wrong(reason(e)));
    }

    private static String reason(Exception e) {
        return e instanceof BenchmarkException
                ? e.getMessage()
                : Objects.toString(e).replaceAll("\\s+", " ");
    }

    private Round round(Schedule.Due due, Outcome outcome) {
        return new Round(
                revision,
                machine,
                due.measurement().name(),
                due.number(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                outcome.figures(),
                outcome.verdict().problem());
    }

    private static String told(Round round) {
        if (!round.isRight()) {
            return "FAILED, " + round.problem();
        }
        Figure main = round.figures().get(0);
        String told =
                "%s %,.1f %s".formatted(main.name(), main.value(), main.unit()).strip();
        return HostShare.hasDisturbed(round) ? told + "; the host took much, so it is still due" : told;
    }
}
