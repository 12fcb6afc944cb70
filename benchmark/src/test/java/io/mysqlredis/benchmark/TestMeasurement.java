package io.mysqlredis.benchmark;

import java.util.List;

/** One that is never measured. */
public record TestMeasurement(String name, Section section, int rounds) implements Measurement {

    @Override
    public String description() {
        return "what " + name + " is";
    }

    @Override
    public Outcome measure(Stage stage) {
        return new Outcome(List.of(), Verdict.wrong("nobody asked for it"));
    }
}
