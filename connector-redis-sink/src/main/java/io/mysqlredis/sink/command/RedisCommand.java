package io.mysqlredis.sink.command;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A Redis write as a plain value: compared in tests, encoded without a connection.
 *
 * <p>Each, except {@link Append}, sets its key or member to one state whatever the state before, so applying it twice
 * changes nothing.
 */
public sealed interface RedisCommand {

    RedisKey key();

    /** Hands over the requests that carry the command out; a reader must never see the state between two of them. */
    void sendTo(RequestSink requests);

    /** The same requests, as values. */
    default List<RedisRequest> requests() {
        return RedisRequest.of(this);
    }

    /** The bytes of keys and values that it sends, without the protocol around them. */
    long size();

    /** Which part of its key it sets to one state. */
    Reach reach();

    /** What a command leaves nothing of that was there before. */
    sealed interface Reach {

        /** The whole key. */
        Reach KEY = new Key();

        /** Nothing: it adds to what is there. */
        Reach NONE = new None();

        record Key() implements Reach {}

        record Member(Bytes member) implements Reach {}

        record None() implements Reach {}
    }

    /** Removes a key, if it is there. */
    record Delete(RedisKey key) implements RedisCommand {

        public Delete {
            Objects.requireNonNull(key, "key");
        }

        @Override
        public void sendTo(RequestSink requests) {
            Verb.DEL.send(requests, key);
        }

        @Override
        public long size() {
            return key.name().length();
        }

        @Override
        public Reach reach() {
            return Reach.KEY;
        }
    }

    /**
     * Makes a key hold a hash of exactly these fields, whatever it held before.
     *
     * @param expireAt when it goes by itself, in milliseconds since 1970-01-01T00:00Z
     */
    record ReplaceHash(RedisKey key, List<HashField> fields, OptionalLong expireAt) implements RedisCommand {

        public ReplaceHash {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(expireAt, "expireAt");
            fields = List.copyOf(fields);
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("Redis has no empty hash");
            }
        }

        @Override
        public void sendTo(RequestSink requests) {
            // HSET alone would leave behind fields of columns that became NULL or were dropped.
            Verb.DEL.send(requests, key);
            Verb.HSET.send(requests, key, List.of(), fields);
            expire(requests, key, expireAt);
        }

        @Override
        public long size() {
            return 2L * key.name().length() + sizeOf(fields);
        }

        @Override
        public Reach reach() {
            return Reach.KEY;
        }
    }

    /** Makes a key hold this string, whatever it held before; {@code expireAt} as in {@link ReplaceHash}. */
    record ReplaceString(RedisKey key, Bytes value, OptionalLong expireAt) implements RedisCommand {

        public ReplaceString {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(expireAt, "expireAt");
        }

        @Override
        public void sendTo(RequestSink requests) {
            Verb.SET.send(requests, key, value);
            expire(requests, key, expireAt);
        }

        @Override
        public long size() {
            return total(key.name(), value);
        }

        @Override
        public Reach reach() {
            return Reach.KEY;
        }
    }

    /** Makes a key hold this RedisJSON document, whatever it held before; {@code expireAt} as in {@link ReplaceHash}. */
    record ReplaceJson(RedisKey key, Bytes document, OptionalLong expireAt) implements RedisCommand {

        private static final Bytes ROOT = Bytes.utf8("$");

        public ReplaceJson {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(document, "document");
            Objects.requireNonNull(expireAt, "expireAt");
        }

        @Override
        public void sendTo(RequestSink requests) {
            // JSON.SET alone refuses a key of another type, and keeps an expiry that was set before.
            Verb.DEL.send(requests, key);
            Verb.JSON_SET.send(requests, key, ROOT, document);
            expire(requests, key, expireAt);
        }

        @Override
        public long size() {
            return 2L * key.name().length() + document.length();
        }

        @Override
        public Reach reach() {
            return Reach.KEY;
        }
    }

    /** Puts a member into a set. */
    record AddMember(RedisKey key, Bytes member) implements RedisCommand {

        public AddMember {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(member, "member");
        }

        @Override
        public void sendTo(RequestSink requests) {
            Verb.SADD.send(requests, key, member);
        }

        @Override
        public long size() {
            return total(key.name(), member);
        }

        @Override
        public Reach reach() {
            return new Reach.Member(member);
        }
    }

    /** Takes a member out of a set. */
    record RemoveMember(RedisKey key, Bytes member) implements RedisCommand {

        public RemoveMember {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(member, "member");
        }

        @Override
        public void sendTo(RequestSink requests) {
            Verb.SREM.send(requests, key, member);
        }

        @Override
        public long size() {
            return total(key.name(), member);
        }

        @Override
        public Reach reach() {
            return new Reach.Member(member);
        }
    }

    /** Puts a member into a sorted set, or moves it there, to this score: a number in decimal digits. */
    record AddScored(RedisKey key, Bytes member, Bytes score) implements RedisCommand {

        public AddScored {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(member, "member");
            Objects.requireNonNull(score, "score");
        }

        @Override
        public void sendTo(RequestSink requests) {
            Verb.ZADD.send(requests, key, score, member);
        }

        @Override
        public long size() {
            return total(key.name(), member, score);
        }

        @Override
        public Reach reach() {
            return new Reach.Member(member);
        }
    }

    /** Puts a member into a geo set, or moves it there, to this place: degrees in decimal digits. */
    record AddPlace(RedisKey key, Bytes member, Bytes longitude, Bytes latitude) implements RedisCommand {

        public AddPlace {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(member, "member");
            Objects.requireNonNull(longitude, "longitude");
            Objects.requireNonNull(latitude, "latitude");
        }

        @Override
        public void sendTo(RequestSink requests) {
            Verb.GEOADD.send(requests, key, longitude, latitude, member);
        }

        @Override
        public long size() {
            return total(key.name(), member, longitude, latitude);
        }

        @Override
        public Reach reach() {
            return new Reach.Member(member);
        }
    }

    /** Takes a member out of a sorted set or a geo set, which is one too. */
    record RemoveScored(RedisKey key, Bytes member) implements RedisCommand {

        public RemoveScored {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(member, "member");
        }

        @Override
        public void sendTo(RequestSink requests) {
            Verb.ZREM.send(requests, key, member);
        }

        @Override
        public long size() {
            return total(key.name(), member);
        }

        @Override
        public Reach reach() {
            return new Reach.Member(member);
        }
    }

    /**
     * Appends an entry to a stream; applied twice, it is there twice.
     *
     * @param maxLength about how many of the newest entries the stream keeps
     */
    record Append(RedisKey key, List<HashField> fields, OptionalLong maxLength) implements RedisCommand {

        private static final Bytes NEXT_ID = Bytes.utf8("*");

        public Append {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(maxLength, "maxLength");
            fields = List.copyOf(fields);
        }

        @Override
        public void sendTo(RequestSink requests) {
            List<Bytes> options = maxLength.isEmpty()
                    ? List.of(NEXT_ID)
                    // Only about, as whole nodes of the stream are cheap to drop.
                    : List.of(Bytes.utf8("MAXLEN"), Bytes.utf8("~"), decimal(maxLength.getAsLong()), NEXT_ID);
            Verb.XADD.send(requests, key, options, fields);
        }

        @Override
        public long size() {
            return total(key.name()) + sizeOf(fields);
        }

        @Override
        public Reach reach() {
            return Reach.NONE;
        }
    }

    private static void expire(RequestSink requests, RedisKey key, OptionalLong at) {
        if (at.isPresent()) {
            Verb.PEXPIREAT.send(requests, key, decimal(at.getAsLong()));
        }
    }

    private static Bytes decimal(long number) {
        return Bytes.utf8(Long.toString(number));
    }

    private static long total(Bytes... arguments) {
        long total = 0;
        for (Bytes argument : arguments) {
            total += argument.length();
        }
        return total;
    }

    private static long sizeOf(List<HashField> fields) {
        long size = 0;
        for (int i = 0; i < fields.size(); i++) {
            size += fields.get(i).name().length() + fields.get(i).value().length();
        }
        return size;
    }
}
