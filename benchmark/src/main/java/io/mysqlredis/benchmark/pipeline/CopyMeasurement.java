package io.mysqlredis.benchmark.pipeline;

import io.mysqlredis.benchmark.Measurement;
import io.mysqlredis.benchmark.Outcome;
import io.mysqlredis.benchmark.Section;
import io.mysqlredis.benchmark.Stage;
import io.mysqlredis.stack.ServerName;
import java.util.EnumSet;
import java.util.Set;

/**
 * A measurement of the whole pipeline, which is there only for one round of it: the worker too, so that each round finds its
 * compilers as cold as any other does.
 */
abstract class CopyMeasurement implements Measurement {

    private final String name;
    private final String description;
    private final Section section;
    private final int rounds;
    private final Decoding decoding;

    CopyMeasurement(String name, String description, Section section, int rounds, Decoding decoding) {
        this.name = name;
        this.description = description;
        this.section = section;
        this.rounds = rounds;
        this.decoding = decoding;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Section section() {
        return section;
    }

    @Override
    public int rounds() {
        return rounds;
    }

    /** One of each kind, since each posts connectors anew. */
    @Override
    public boolean isInQuickRuns() {
        return PipelineCases.IN_QUICK_RUNS.contains(name);
    }

    @Override
    public Set<ServerName> servers() {
        return EnumSet.allOf(ServerName.class);
    }

    @Override
    public Outcome measure(Stage stage) throws Exception {
        Copying copying = new Copying(stage, decoding);
        Outcome outcome;
        try {
            outcome = measure(stage, copying);
        } catch (Exception e) {
            try {
                copying.remove();
            } catch (Exception further) {
                e.addSuppressed(further);
            }
            throw e;
        }
        copying.remove();
        return outcome;
    }

    abstract Outcome measure(Stage stage, Copying copying) throws Exception;
}
