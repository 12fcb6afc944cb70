package io.mysqlredis.benchmark;

/** A part of the table, whose measurements have mostly the same figures; they run in this order in each round. */
public enum Section {
    CEILINGS("Ceilings"),
    SINK("The sink"),
    PIPELINE("Whole pipeline"),
    DELAY("From commit to visible in Redis"),
    GROWTH("Growth");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
