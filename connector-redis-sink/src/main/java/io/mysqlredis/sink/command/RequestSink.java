package io.mysqlredis.sink.command;

/** Takes requests of Redis's wire protocol as they are made, argument by argument, so that none has to be an object first. */
public interface RequestSink {

    /** A request of this name begins; the arguments, as many as this, follow. */
    void begin(byte[] name, int arguments);

    /** The next argument of the request that began last; not to be changed. */
    void argument(byte[] argument);
}
