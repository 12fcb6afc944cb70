package io.mysqlredis.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** One random life of a topic, its tasks and their Redis, all of it told by a seed. */
final class DeliveryRun implements AutoCloseable {

    private static final int ACTIONS = 60;
    private static final int ROWS = 6;

    /** Changes of the longest transaction: of two commands each, so that a flight takes one such, but not two. */
    private static final int LONG = 200;

    private static final int ENOUGH_POLLS = 200;

    private final RealRedis redis;
    private final long seed;
    private final Random random;
    private final RowObserver observer;
    private final List<TopicPartition> partitions;
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final Map<TopicPartition, SimulatedWorker> owners = new LinkedHashMap<>();
    private final List<SinkRecord> told = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final WorkerStandIn topics = new WorkerStandIn(null, null);
    private Map<String, byte[]> backup = Map.of();
    private long change;
    private boolean lost;

    DeliveryRun(RealRedis redis, long seed) throws IOException {
        this.redis = redis;
        this.seed = seed;
        this.random = new Random(seed);
        this.observer = new RowObserver(redis.client());
        this.partitions = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(number -> new TopicPartition(CounterRecords.TOPIC, number))
                .toList();
        redis.client().flushAll();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            workers.add(new SimulatedWorker(redis, topics));
        }
    }

    void play() throws IOException {
        try {
            append();
            rebalance();
            for (int i = 0; i < ACTIONS; i++) {
                act();
                observer.look();
                checkCommits();
            }
            finish();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with -Ddelivery.seed=" + seed + " after " + happened, e);
        }
    }

    private void act() throws IOException {
        switch (random.nextInt(23)) {
            case 0, 1, 2, 3 -> append();
            case 4 -> repeat();
            case 5 -> move();
            case 6 -> rebalance();
            case 7 -> freeze();
            case 8, 9 -> wake();
            case 10 -> crash();
            case 11 -> kill();
            case 12 -> lose();
            case 13 -> outOfMemory();
            case 14, 15 -> spoilLink();
            case 16 -> release();
            case 17 -> tell(CounterRecords.bad(any(partitions).partition()));
            default -> poll(any(workers));
        }
    }

    private void happens(String what) {
        happened.add(what);
    }

    /** Transactions, often of several changes, and of some rows more than once; now and then more than a flight takes. */
    private void append() {
        boolean isMuch = random.nextInt(8) == 0;
        int changes = isMuch ? LONG + random.nextInt(LONG) : 1 + random.nextInt(8);
        happens("append " + changes);
        long transaction = change + 1;
        long event = change + 1;
        Set<Long> rowsOfEvent = new HashSet<>();
        for (int i = 0; i < changes; i++) {
            long row = random.nextInt(ROWS);
            int partition = (int) (row % partitions.size());
            boolean exists = random.nextInt(5) > 0;
            change++;
            boolean isNew = random.nextInt(isMuch ? LONG / 4 : 3) == 0 || change - transaction >= LONG;
            if (isNew) {
                transaction = change;
            }
            if (isNew || !rowsOfEvent.add(row) || random.nextBoolean()) {
                event = change;
                rowsOfEvent.clear();
                rowsOfEvent.add(row);
            }
            observer.tell(row, change, exists);
            if (exists) {
                tell(CounterRecords.writtenIn(transaction, event, partition, row, change));
            } else {
                tell(CounterRecords.deletedIn(transaction, event, partition, row, change));
                tell(CounterRecords.tombstone(partition, row));
            }
        }
    }

    private void tell(SinkRecord record) {
        told.add(record);
        topics.write(record);
    }

    /** The source crashed, and tells again from some point on; perhaps it crashes over that as well. */
    private void repeat() {
        happens("repeat");
        int most = random.nextInt(4) > 0 ? 20 : 2 * LONG;
        int from = Math.max(0, told.size() - 1 - random.nextInt(most));
        // It writes a tombstone only after its delete.
        while (told.get(from).value() == null) {
            from--;
        }
        List<SinkRecord> again = List.copyOf(told.subList(from, told.size()));
        if (random.nextBoolean()) {
            again.subList(0, random.nextInt(again.size())).forEach(this::tell);
        }
        again.forEach(this::tell);
    }

    private void poll(SimulatedWorker worker) {
        int most = random.nextInt(4) > 0 ? SimulatedWorker.ALL : 1 + random.nextInt(3);
        happens("poll " + most + " " + workers.indexOf(worker));
        worker.poll(most);
    }

    private void move() {
        TopicPartition partition = any(partitions);
        SimulatedWorker to = any(workers);
        SimulatedWorker from = owners.get(partition);
        if (!to.isFrozen() && !from.isFrozen() && from != to) {
            happens("move " + partition.partition() + " to " + workers.indexOf(to));
            from.close(Set.of(partition));
            give(partition, to);
        }
    }

    private void give(TopicPartition partition, SimulatedWorker to) {
        owners.put(partition, to);
        to.open(Set.of(partition));
    }

    /** Everybody lets go of everything, and then some take it up again. */
    private void rebalance() {
        happens("rebalance");
        List<SimulatedWorker> awake =
                workers.stream().filter(worker -> !worker.isFrozen()).toList();
        awake.forEach(SimulatedWorker::closeAll);
        Map<SimulatedWorker, Set<TopicPartition>> assigned = new LinkedHashMap<>();
        for (TopicPartition partition : partitions) {
            SimulatedWorker to = any(awake);
            owners.put(partition, to);
            assigned.computeIfAbsent(to, unknown -> new HashSet<>()).add(partition);
        }
        assigned.forEach(SimulatedWorker::open);
    }

    /** A worker stands still, with records in its hands, and Kafka gives its partitions to the others. */
    private void freeze() {
        List<SimulatedWorker> awake =
                workers.stream().filter(worker -> !worker.isFrozen()).toList();
        if (awake.size() > 1) {
            SimulatedWorker frozen = any(awake);
            happens("freeze " + workers.indexOf(frozen));
            frozen.freeze();
            List<SimulatedWorker> others =
                    awake.stream().filter(worker -> worker != frozen).toList();
            for (TopicPartition partition : partitions) {
                if (owners.get(partition) == frozen) {
                    give(partition, any(others));
                }
            }
        }
    }

    private void wake() {
        workers.stream().filter(SimulatedWorker::isFrozen).findFirst().ifPresent(worker -> {
            happens("wake " + workers.indexOf(worker));
            worker.wake(1 + random.nextInt(3), observer::look);
        });
    }

    private void crash() throws IOException {
        SimulatedWorker dead = any(workers);
        happens("crash " + workers.indexOf(dead));
        SimulatedWorker reborn = new SimulatedWorker(redis, topics);
        workers.set(workers.indexOf(dead), reborn);
        dead.crash();
        owners.replaceAll((partition, owner) -> owner == dead ? reborn : owner);
        Set<TopicPartition> its = partitions.stream()
                .filter(partition -> owners.get(partition) == reborn)
                .collect(Collectors.toSet());
        reborn.open(its);
        dead.release();
    }

    private void kill() {
        happens("kill");
        redis.client().clientKill(new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
    }

    private void lose() {
        int how = random.nextInt(4);
        happens("lose " + how);
        if (how == 0) {
            observer.forget();
            redis.client().flushAll();
            lost = true;
        } else if (how == 1 || backup.isEmpty()) {
            backup = new HashMap<>();
            redis.client()
                    .keys("*")
                    .forEach(key -> backup.put(key, redis.client().dump(key)));
        } else {
            observer.forget();
            redis.client().configSet("maxmemory", "0");
            redis.client().flushAll();
            backup.forEach((key, dump) -> redis.client().restore(key, 0, dump));
            lost = true;
        }
    }

    private void outOfMemory() {
        happens("memory");
        redis.client().configSet("maxmemory", random.nextBoolean() ? "1" : "0");
    }

    private void spoilLink() {
        SimulatedWorker worker = any(workers);
        int how = random.nextInt(3);
        happens("spoil " + how + " " + workers.indexOf(worker));
        switch (how) {
            case 0 -> worker.link().loseReply();
            case 1 -> worker.link().cutAfter(1 + random.nextInt(1_500));
            default -> worker.link().holdFlight();
        }
    }

    private void release() throws IOException {
        happens("release");
        for (SimulatedWorker worker : workers) {
            worker.release();
        }
    }

    /** Redis has all that would be committed, unless it lost it again and no task knows yet. */
    private void checkCommits() {
        if (!lost) {
            for (SimulatedWorker worker : workers) {
                worker.committable()
                        .forEach((partition, next) -> assertThat(next)
                                .as("committable of %s", partition)
                                .isLessThanOrEqualTo(1 + offset(partition)));
            }
        }
    }

    private long offset(TopicPartition partition) {
        return Long.parseLong(
                redis.watermark(partition.topic(), partition.partition()).getOrDefault("offset", "-1"));
    }

    private void finish() throws IOException {
        redis.client().configSet("maxmemory", "0");
        for (SimulatedWorker worker : workers) {
            worker.link().heal();
        }
        release();
        for (SimulatedWorker worker : workers) {
            if (worker.isFrozen()) {
                wake();
            }
        }
        rebalance();
        for (int i = 0; i < ENOUGH_POLLS && !isAllApplied(); i++) {
            workers.forEach(worker -> worker.poll(SimulatedWorker.ALL));
            observer.look();
        }
        observer.lookForTheEnd();
        assertThat(isAllApplied()).as("all is applied").isTrue();
        assertThat(redis.keys().stream().filter(key -> key.startsWith("counters:")))
                .hasSizeLessThanOrEqualTo(ROWS);
        checkLog();
    }

    private boolean isAllApplied() {
        return partitions.stream().allMatch(partition -> offset(partition) == topics.end(partition) - 1);
    }

    /** An entry for each record at the most, and one at the least for each change. */
    private void checkLog() {
        Set<String> records = new HashSet<>();
        Set<Long> changes = new TreeSet<>();
        redis.client().xrange("log", (StreamEntryID) null, null).forEach(entry -> {
            String record = entry.getFields().get("record");
            assertThat(records.add(record)).as("%s is logged once", record).isTrue();
            changes.add(CounterRecords.change(Long.parseLong(entry.getFields().get("ts_ms"))));
        });
        assertThat(changes)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, change).boxed().toList());
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    @Override
    public void close() throws IOException {
        redis.client().configSet("maxmemory", "0");
        for (SimulatedWorker worker : workers) {
            worker.crash();
        }
    }
}
