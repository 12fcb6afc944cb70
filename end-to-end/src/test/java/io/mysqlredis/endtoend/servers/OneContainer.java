package io.mysqlredis.endtoend.servers;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.time.Duration;

/** A container with a health check. */
record OneContainer(DockerClient docker, String id) implements OneServer {

    private static final int GRACE_SECONDS = 30;
    /** More than docker-compose.yml gives a slow one before it counts as unhealthy. */
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private static final Duration SOON = Duration.ofMillis(200);

    @Override
    public void stop() {
        docker.stopContainerCmd(id).withTimeout(GRACE_SECONDS).exec();
        awaitEnd();
    }

    @Override
    public void kill() {
        docker.killContainerCmd(id).exec();
        awaitEnd();
    }

    @Override
    public void start() {
        if (!isRunning()) {
            docker.startContainerCmd(id).exec();
        }
        await("container is healthy")
                .atMost(LONGEST)
                .pollInterval(SOON)
                .until(() -> "healthy".equals(state().getHealth().getStatus()));
    }

    private void awaitEnd() {
        await("container has ended").atMost(LONGEST).pollInterval(SOON).until(() -> !isRunning());
    }

    private boolean isRunning() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    private ContainerState state() {
        return docker.inspectContainerCmd(id).exec().getState();
    }
}
