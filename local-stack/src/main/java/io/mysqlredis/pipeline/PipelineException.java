package io.mysqlredis.pipeline;

/** The pipeline does not do what was asked; the message is one line that says what and why. */
public final class PipelineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PipelineException(String message) {
        super(message);
    }

    public PipelineException(String message, Throwable cause) {
        super(message, cause);
    }
}
