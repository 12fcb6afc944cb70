package io.mysqlredis.sink.metrics;

/** Every metric of a task, and what {@code monitoring/jmx-exporter.yml} makes of it; {@code docs/metrics.md} shows them all. */
enum Metric {
    RECORDS_RECEIVED(
            "records-received-total",
            "records",
            "redis_sink_records_received_total",
            "Handed in by Connect, those that came again included."),
    RECORDS_APPLIED(
            "records-applied-total",
            "records",
            "redis_sink_records_applied_total",
            "Changes and snapshot rows of tables that mappings take, of which Redis has acknowledged all that they cause."),
    RECORDS_UNMATCHED(
            "records-unmatched-total",
            "records",
            "redis_sink_records_unmatched_total",
            "Changes of tables that no mapping takes."),
    RECORDS_REPEATED(
            "records-repeated-total",
            "records",
            "redis_sink_records_repeated_total",
            "Left out, as the source had certainly told them before, as it does after a crash."),
    RECORDS_ERRANT(
            "records-errant-total",
            "records",
            "redis_sink_records_errant_total",
            "Set aside with errors.tolerance=all, once the dead-letter queue has them."),
    RECORDS_SKIPPED(
            "records-skipped-total",
            "records",
            "redis_sink_records_skipped_total",
            "Left out, as Redis has them already or they come again: after a start, a rewind or while another task owns"
                    + " the partition."),
    RECORDS_UNCHANGING(
            "records-unchanging-total",
            "records",
            "redis_sink_records_unchanging_total",
            "Stand for no change to a row: heartbeats, transaction boundaries, schema changes, tombstones after a delete,"
                    + " truncates that are ignored."),
    RECORDS_PENDING(
            "records-pending",
            "records",
            "redis_sink_records_pending",
            "Handed in and not yet applied, when the task last waited for more."),
    PENDING_AGE(
            "pending-age-ms",
            "ms",
            "redis_sink_pending_age_seconds",
            "How long ago MySQL committed the oldest change among those; 0 if there is none. Grows during a stall."),
    COMMANDS(
            "commands-total",
            "commands",
            "redis_sink_commands_total",
            "Sent to Redis and acknowledged. One command replaces a whole hash, though Redis counts a DEL and an HSET."),
    COMMANDS_COALESCED(
            "commands-coalesced-total",
            "commands",
            "redis_sink_commands_coalesced_total",
            "Not sent, as a later command of the same flight leaves nothing of them."),
    COMMAND_BYTES(
            "command-bytes-total",
            "bytes",
            "redis_sink_command_bytes_total",
            "Keys and values in the commands sent, without the protocol around them."),
    FLIGHTS(
            "flights-total",
            "flights",
            "redis_sink_flights_total",
            "Batches of commands that Redis carried out, each in one transaction where Redis has such."),
    ROUND_TRIP_AVG(
            "round-trip-avg-ms",
            "ms",
            "redis_sink_round_trip_avg_seconds",
            "From a flight's first request until its replies are read, over the last minute. When 25 records or more fly,"
                    + " Kafka's next ones are fetched in between, and count too. On a Cluster that is two round trips,"
                    + " the data and then the watermarks."),
    ROUND_TRIP_P99(
            "round-trip-p99-ms",
            "ms",
            "redis_sink_round_trip_seconds{quantile=\"0.99\"}",
            "The same: 99 of 100 flights took no longer."),
    ROUND_TRIP_MAX(
            "round-trip-max-ms", "ms", "redis_sink_round_trip_max_seconds", "The same: the flight that took longest."),
    STATE(
            "state",
            "",
            "redis_sink_state",
            "1: at work. 2: stalled, as Redis or the dead-letter queue takes nothing, or the schema registry is away. 3: at work,"
                    + " but other tasks own some"
                    + " of its partitions. A task that failed has no metrics of its own; Connect's tell."),
    STATE_SINCE(
            "state-since-ms",
            "ms since 1970",
            "redis_sink_state_since_timestamp_seconds",
            "When it came into that state."),
    STATE_REASON(
            "state-reason",
            "text",
            "redis_sink_state_reason{reason}",
            "Why, in words; none of a row's values, no password. In Prometheus the label of a series of value 1."),
    STALLED(
            "stalled-ms",
            "ms",
            "redis_sink_stalled_seconds",
            "For how long the task has been stalled by now; 0 if it is not."),
    STALLS("stalls-total", "stalls", "redis_sink_stalls_total", "How often it was stalled."),
    STALL_TIME(
            "stall-ms-total",
            "ms",
            "redis_sink_stall_seconds_total",
            "For how long in all, the stall that goes on included."),
    RETRIES("retries-total", "attempts", "redis_sink_retries_total", "Attempts to go on during stalls."),
    REWINDS(
            "rewinds-total",
            "rewinds",
            "redis_sink_rewinds_total",
            "Partitions that are read again, as Redis lost data, the topic is another one, or its records came again."
                    + " The log names each."),
    FENCED(
            "fenced-total",
            "partitions",
            "redis_sink_fenced_total",
            "Partitions that another task has taken over while this one still had them. One per partition in a rebalance"
                    + " is harmless."),
    PARTITIONS_FENCED(
            "partitions-fenced",
            "partitions",
            "redis_sink_partitions_fenced",
            "Partitions that are assigned to this task now and that another one owns."),

    TABLE_APPLIED(
            Scope.TABLE,
            "records-applied-total",
            "records",
            "redis_sink_table_records_applied_total",
            "Changes and snapshot rows of this table of which Redis has acknowledged all that they cause."),
    TABLE_DELETES(
            Scope.TABLE,
            "deletes-total",
            "records",
            "redis_sink_table_deletes_total",
            "Deletes among them. A truncate is none, an update of the primary key is one."),
    TABLE_SNAPSHOT(
            Scope.TABLE,
            "snapshot-rows-total",
            "records",
            "redis_sink_table_snapshot_rows_total",
            "Rows among them that a snapshot read (op=r). They have no replication delay."),
    TABLE_PENDING(
            Scope.TABLE,
            "records-pending",
            "records",
            "redis_sink_table_records_pending",
            "Handed in and not yet applied, when the task last waited for more."),
    TABLE_DELAY_P50(
            Scope.TABLE,
            "replication-delay-p50-ms",
            "ms",
            "redis_sink_table_replication_delay_seconds{quantile=\"0.5\"}",
            "From MySQL's commit to the moment at which Redis' reply was read: half of the changes of the last minute took"
                    + " no longer. NaN if there was none."),
    TABLE_DELAY_P95(
            Scope.TABLE,
            "replication-delay-p95-ms",
            "ms",
            "redis_sink_table_replication_delay_seconds{quantile=\"0.95\"}",
            "The same for 95 of 100 changes."),
    TABLE_DELAY_P99(
            Scope.TABLE,
            "replication-delay-p99-ms",
            "ms",
            "redis_sink_table_replication_delay_seconds{quantile=\"0.99\"}",
            "The same for 99 of 100 changes."),
    TABLE_DELAY_MAX(
            Scope.TABLE,
            "replication-delay-max-ms",
            "ms",
            "redis_sink_table_replication_delay_max_seconds",
            "The same for the slowest change.");

    enum Scope {
        TASK,
        TABLE
    }

    private final Scope scope;
    private final String attribute;
    private final String unit;
    private final String series;
    private final String meaning;

    Metric(String attribute, String unit, String series, String meaning) {
        this(Scope.TASK, attribute, unit, series, meaning);
    }

    Metric(Scope scope, String attribute, String unit, String series, String meaning) {
        this.scope = scope;
        this.attribute = attribute;
        this.unit = unit;
        this.series = series;
        this.meaning = meaning;
    }

    Scope scope() {
        return scope;
    }

    /** Its name in Kafka's metrics and of the MBean's attribute. */
    String attribute() {
        return attribute;
    }

    /** Empty if it is a number that stands for something. */
    String unit() {
        return unit;
    }

    /** Its name in Prometheus, and the labels that it has besides connector, task and table. */
    String series() {
        return series;
    }

    String meaning() {
        return meaning;
    }
}
