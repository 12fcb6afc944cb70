package io.mysqlredis.endtoend.faults;

import java.time.Duration;

/** Something that goes wrong in a real pipeline, done to real processes. */
interface Fault {

    /** What happens, in words for a person. */
    String description();

    /** Makes it happen. */
    void inject(Stage stage) throws Exception;

    /** Ends it, with no more than what somebody on call, or a supervisor of processes, would do. */
    default void heal(Stage stage) throws Exception {}

    /** How long it is left alone in between. */
    default Duration lasts() {
        return Duration.ofSeconds(2);
    }

    /** Within which time changes must be visible again once it is healed. */
    Duration liveWithin();

    /** Whether Redis itself loses data, so that rows may be seen to go back until it has caught up. */
    default boolean losesData() {
        return false;
    }
}
