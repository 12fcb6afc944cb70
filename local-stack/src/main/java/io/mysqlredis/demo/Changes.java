package io.mysqlredis.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The live mix: each customer that it inserts is updated, loses a column to NULL and gets another primary key; every second
 * one is deleted in the end, the others stay for the comparison.
 */
final class Changes {

    /** Above those of the sample rows. */
    private static final int FIRST_ID = 100_000;

    private static final int MOVED_BY = 500_000;

    private Changes() {}

    static List<Change> mix(int customers) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            List<Change> life = lifeOf(FIRST_ID + i);
            changes.addAll(i % 2 == 0 ? life : life.subList(0, life.size() - 1));
        }
        return changes;
    }

    private static List<Change> lifeOf(int id) {
        int movedId = id + MOVED_BY;
        String key = "customers:" + id;
        String movedKey = "customers:" + movedId;
        return List.of(
                Change.of(
                        "INSERT",
                        "INSERT INTO shop.customers (id, name, email, balance, created_at)"
                                + " VALUES (%d, 'Grace \ud83d\ude80', 'grace@example.com', 10.50, NOW(6))"
                                        .formatted(id),
                        key,
                        hash -> !hash.isEmpty()),
                Change.of(
                        "UPDATE",
                        "UPDATE shop.customers SET balance = balance - 3.25 WHERE id = " + id,
                        key,
                        hash -> "7.25".equals(hash.get("balance"))),
                Change.of(
                        "UPDATE to NULL",
                        "UPDATE shop.customers SET email = NULL WHERE id = " + id,
                        key,
                        hash -> !hash.isEmpty() && !hash.containsKey("email")),
                new Change(
                        "UPDATE of the primary key",
                        "UPDATE shop.customers SET id = %d WHERE id = %d".formatted(movedId, id),
                        List.of(key, movedKey),
                        hashes -> hashes.get(0).isEmpty() && !hashes.get(1).isEmpty()),
                Change.of("DELETE", "DELETE FROM shop.customers WHERE id = " + movedId, movedKey, Map::isEmpty));
    }
}
