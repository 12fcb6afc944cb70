package io.mysqlredis.benchmark.topic;

/** How long an insert of a row is in Avro: about so many bytes. */
public enum RowSize {
    B230(230, 23),
    KB1(1_024, 816);

    private final int bytes;
    private final int noteLength;

    RowSize(int bytes, int noteLength) {
        this.bytes = bytes;
        this.noteLength = noteLength;
    }

    public int bytes() {
        return bytes;
    }

    /** The characters of the column that makes the difference. */
    int noteLength() {
        return noteLength;
    }
}
