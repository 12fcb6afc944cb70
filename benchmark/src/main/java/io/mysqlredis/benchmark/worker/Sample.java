package io.mysqlredis.benchmark.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a worker knows of itself at one moment.
 *
 * @param nanos of {@link System#nanoTime}, which all processes of a machine have in common on Linux
 * @param sent records that were handed to sink tasks, of all of them
 * @param failed tasks
 * @param heapBytes that are used
 * @param liveBytes of these that were still used after the last collection
 */
public record Sample(long nanos, long sent, long failed, long heapBytes, long liveBytes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of JSON, which {@link #parse} reads. */
    String line() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }

    public static Sample parse(String line) throws JsonProcessingException {
        return JSON.readValue(line, Sample.class);
    }
}
