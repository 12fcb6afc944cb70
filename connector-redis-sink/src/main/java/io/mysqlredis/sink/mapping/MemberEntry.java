package io.mysqlredis.sink.mapping;

import java.util.Optional;

/** An entry that shares its key with others, and is a member there. */
sealed interface MemberEntry extends EntryType permits SetEntry, ScoredEntry {

    /** What a row is called inside the key. */
    Template memberTemplate();

    @Override
    default Optional<Template> member() {
        return Optional.of(memberTemplate());
    }
}
