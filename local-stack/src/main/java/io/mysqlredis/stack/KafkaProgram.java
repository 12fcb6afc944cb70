package io.mysqlredis.stack;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Kafka broker that is its own controller. */
record KafkaProgram(StackFolder folder, ServerFiles files, Distribution distribution, StackPorts ports)
        implements ServerProgram {
    // Any will do; the same one for all makes logs comparable.
    private static final String CLUSTER_ID = "bG9jYWwtc3RhY2sta2Fmaw";
    private static final int METADATA = 3;
    private static final int METADATA_VERSION = 1;

    @Override
    public ServerName name() {
        return ServerName.KAFKA;
    }

    @Override
    public Launch prepare(Attempt attempt) throws IOException {
        JavaServer java = JavaServer.of(folder, files, distribution, attempt);
        Path settings = Template.named("kafka.properties")
                .renderInto(folder.run(), Map.of("port", ports.kafka(), "controllerPort", ports.kafkaController()));
        PreparedData.of(folder, name()).prepareOnce(data -> format(attempt, java, settings));
        return new Launch(
                distribution.kafkaVersion(),
                java.command(List.of("-Xmx512m", "-XX:+UseSerialGC"), "kafka.Kafka", List.of(settings.toString())),
                Map.of(),
                settings.toString(),
                List.of(ports.kafka(), ports.kafkaController()));
    }

    /** Asks for the cluster's brokers: one that hangs, or that its controller does not know, gives no good answer. */
    @Override
    public void probe(int port) throws IOException {
        try (Socket socket = Listener.connect(port)) {
            socket.getOutputStream().write(metadataRequest());
            DataInputStream reply = new DataInputStream(socket.getInputStream());
            int size = reply.readInt();
            int correlation = reply.readInt();
            int brokers = reply.readInt();
            if (size < 8 || correlation != 0 || brokers != 1) {
                throw new IOException("the broker is not yet part of its cluster");
            }
        }
    }

    private static byte[] metadataRequest() throws IOException {
        byte[] client = "local-stack".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream request = new DataOutputStream(bytes);
        request.writeInt(2 + 2 + 4 + 2 + client.length + 4);
        request.writeShort(METADATA);
        request.writeShort(METADATA_VERSION);
        request.writeInt(0);
        request.writeShort(client.length);
        request.write(client);
        request.writeInt(0);
        return bytes.toByteArray();
    }

    private void format(Attempt attempt, JavaServer java, Path settings) throws IOException {
        List<String> command = java.command(
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                "kafka.tools.StorageTool",
                List.of("format", "-t", CLUSTER_ID, "-c", settings.toString()));
        attempt.require(new ProcessBuilder(command), name(), "its data folder cannot be formatted");
    }
}
