package io.mysqlredis.benchmark;

import io.mysqlredis.benchmark.pipeline.PipelineCases;
import io.mysqlredis.benchmark.redis.RedisCases;
import io.mysqlredis.benchmark.sink.SinkCases;
import java.util.ArrayList;
import java.util.List;

/** Everything that is measured, in the order of the table. */
final class Suite {

    private Suite() {}

    static List<Measurement> measurements() {
        List<Measurement> measurements = new ArrayList<>();
        measurements.addAll(RedisCases.measurements());
        measurements.addAll(SinkCases.measurements());
        measurements.addAll(PipelineCases.measurements());
        return measurements;
    }
}
