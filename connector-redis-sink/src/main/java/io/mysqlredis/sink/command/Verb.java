package io.mysqlredis.sink.command;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command of Redis by its name, which is encoded once. */
final class Verb {

    static final Verb DEL = new Verb("DEL");
    static final Verb GEOADD = new Verb("GEOADD");
    static final Verb HSET = new Verb("HSET");
    static final Verb JSON_SET = new Verb("JSON.SET");
    static final Verb PEXPIREAT = new Verb("PEXPIREAT");
    static final Verb SADD = new Verb("SADD");
    static final Verb SET = new Verb("SET");
    static final Verb SREM = new Verb("SREM");
    static final Verb XADD = new Verb("XADD");
    static final Verb ZADD = new Verb("ZADD");
    static final Verb ZREM = new Verb("ZREM");

    private final byte[] word;

    private Verb(String word) {
        this.word = word.getBytes(StandardCharsets.US_ASCII);
    }

    void send(RequestSink to, RedisKey key, Bytes... more) {
        to.begin(word, 1 + more.length);
        to.argument(key.name().content());
        for (Bytes argument : more) {
            to.argument(argument.content());
        }
    }

    void send(RequestSink to, RedisKey key, List<Bytes> options, List<HashField> fields) {
        to.begin(word, 1 + options.size() + 2 * fields.size());
        to.argument(key.name().content());
        for (int i = 0; i < options.size(); i++) {
            to.argument(options.get(i).content());
        }
        for (int i = 0; i < fields.size(); i++) {
            to.argument(fields.get(i).name().content());
            to.argument(fields.get(i).value().content());
        }
    }
}
