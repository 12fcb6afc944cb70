package io.mysqlredis.endtoend.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The process whose containers these are. It names itself in a label of their network: a process that is killed leaves its containers
 * behind, which start again with each start of the engine and take the machine from the tests that run then, and whoever comes next
 * removes them.
 *
 * @param machine what knows the process by its number
 * @param started tells it from a later one of the same number
 */
record OwningProcess(String machine, long pid, Instant started) {

    private static final String OWNER = "io.mysqlredis.test.owner";
    private static final String PROJECT = "com.docker.compose.project";

    /** A further file for docker compose, by which what it starts belongs to this process. */
    static Path composeFile() {
        try {
            Path file = Files.createTempFile("owner", ".yml");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file, "networks: {default: {labels: {%s: '%s'}}}%n".formatted(OWNER, of(ProcessHandle.current())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the containers, volumes and networks of processes of this machine that have ended. */
    static void removeLeftovers(DockerClient docker) {
        List<String> left = docker.listNetworksCmd().withFilter("label", List.of(OWNER)).exec().stream()
                .map(Network::getLabels)
                .filter(labels -> parse(labels.get(OWNER)).hasEnded())
                .map(labels -> labels.get(PROJECT))
                .toList();
        for (String project : left) {
            System.out.println("removes what an ended run has left: " + project);
            Map<String, String> ofProject = Map.of(PROJECT, project);
            for (Container container : docker.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(ofProject)
                    .exec()) {
                docker.removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            }
            List<String> label = List.of(PROJECT + "=" + project);
            for (InspectVolumeResponse volume :
                    docker.listVolumesCmd().withFilter("label", label).exec().getVolumes()) {
                docker.removeVolumeCmd(volume.getName()).exec();
            }
            for (Network network :
                    docker.listNetworksCmd().withFilter("label", label).exec()) {
                docker.removeNetworkCmd(network.getId()).exec();
            }
        }
    }

    static OwningProcess of(ProcessHandle process) {
        return new OwningProcess(
                thisMachine(), process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    static OwningProcess parse(String text) {
        String[] parts = text.split(" ", -1);
        return new OwningProcess(parts[0], Long.parseLong(parts[1]), Instant.parse(parts[2]));
    }

    private static String thisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** False of a process of another machine that uses the same engine, of which nothing can be told here. */
    boolean hasEnded() {
        return machine.equals(thisMachine())
                && ProcessHandle.of(pid)
                        .map(OwningProcess::of)
                        .filter(this::equals)
                        .isEmpty();
    }

    @Override
    public String toString() {
        return machine + " " + pid + " " + started;
    }
}
