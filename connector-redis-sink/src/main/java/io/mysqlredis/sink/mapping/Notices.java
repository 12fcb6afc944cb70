package io.mysqlredis.sink.mapping;

import io.mysqlredis.sink.event.TableId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an operator should read once: said again by many records, handed out the first time. */
final class Notices {

    private final Set<String> said = new HashSet<>();
    private final Set<String> pending = new LinkedHashSet<>();

    void say(String notice) {
        if (said.add(notice)) {
            pending.add(notice);
        }
    }

    /** What a mapping names and a table does not have, as it is gone, newer than the record, or mistyped. */
    void say(List<String> missingColumns, String setting, TableId table) {
        for (String column : missingColumns) {
            say(setting + " names the column " + column + ", which table " + table
                    + " does not have in some records: it is left out of them");
        }
    }

    /** Those that were not handed out yet, in their order. */
    Set<String> take() {
        if (pending.isEmpty()) {
            return Set.of();
        }
        Set<String> taken = new LinkedHashSet<>(pending);
        pending.clear();
        return taken;
    }
}
