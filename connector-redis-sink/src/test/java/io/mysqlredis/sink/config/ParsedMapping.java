package io.mysqlredis.sink.config;

import io.mysqlredis.sink.mapping.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A single mapping for tests, read as a configuration's are. */
public final class ParsedMapping {

    private ParsedMapping() {}

    /** Reads settings that are given without the front that they have in a configuration. */
    public static Mapping of(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((setting, value) -> properties.put(MappingSettings.PREFIX + "m." + setting, value));
        List<Problem> problems = new ArrayList<>();
        return MappingParser.parse("m", properties, problems)
                .orElseThrow(() -> new IllegalArgumentException(problems.toString()));
    }
}
