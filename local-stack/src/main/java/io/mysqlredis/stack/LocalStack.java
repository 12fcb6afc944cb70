package io.mysqlredis.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * MySQL, Redis, Kafka and Kafka Connect, and a schema registry where it is asked for, as processes of this machine, all of
 * whose files lie in the folder {@code .stack} of the checkout and all of whose ports are on 127.0.0.1.
 *
 * <p>The servers outlive this program. Stacks of different names and ports do not touch each other. Any failure is a
 * {@link StackException} with one clear line.
 */
public final class LocalStack {
    private final StackFolder folder;
    private final StackPorts ports;
    private final Distribution distribution;
    private final RegistryFiles registryFiles;
    /** Empty in a stack that is to start without it. */
    private final Optional<RegistryFiles> registry;

    private final String workerHeap;

    private final Map<ServerName, Server> servers;
    private final List<Server> moreWorkers = new ArrayList<>();

    private LocalStack(
            StackFolder folder,
            StackPorts ports,
            Distribution distribution,
            RegistryFiles registryFiles,
            Optional<RegistryFiles> registry,
            String workerHeap) {
        this.folder = folder;
        this.ports = ports;
        this.distribution = distribution;
        this.registryFiles = registryFiles;
        this.registry = registry;
        this.workerHeap = workerHeap;
        this.servers = programs().stream()
                .map(program -> new Server(program, ports.listeners(program.name()), folder))
                .collect(Collectors.toMap(Server::name, Function.identity()));
    }

    /** The stack of that name in a checkout, whose build has assembled the programs in {@code local-stack/target}. */
    public static LocalStack of(Path checkout, String name, StackPorts ports) {
        return of(checkout, name, ports, checkout.resolve("local-stack/target/local-stack"));
    }

    /** The same with the assembled programs in another folder. */
    public static LocalStack of(Path checkout, String name, StackPorts ports, Path distribution) {
        SupportedHost.require();
        return new LocalStack(
                StackFolder.of(checkout, name),
                ports,
                new Distribution(distribution.toAbsolutePath().normalize()),
                new RegistryFiles(checkout.resolve("local-stack/registry/target/registry")
                        .toAbsolutePath()
                        .normalize()),
                Optional.empty(),
                ConnectProgram.HEAP);
    }

    /** The same stack, to be started with a schema registry, and with converters for Avro in its workers. */
    public LocalStack withRegistry() {
        return new LocalStack(folder, ports, distribution, registryFiles, Optional.of(registryFiles), workerHeap);
    }

    /** The same stack, to be started with workers of so much heap at most, as Java has it: {@code 512m}. */
    public LocalStack withWorkerHeap(String most) {
        return new LocalStack(folder, ports, distribution, registryFiles, registry, most);
    }

    /** Starts what does not run and returns when all answer; where one fails, stops what this call has started. */
    public void up(Progress progress) {
        FolderLock.holding(folder.lockFile(), progress, () -> start(progress));
    }

    /** Stops what runs, deletes the data and the logs, and starts. */
    public void upFresh(Progress progress) {
        FolderLock.holding(folder.lockFile(), progress, () -> {
            requireBuilt();
            stopAll(progress);
            wanted().forEach(Server::requireStartable);
            wipe();
            start(progress);
        });
    }

    /** Stops what runs, Connect first; the data stays. */
    public void down(Progress progress) {
        FolderLock.holding(folder.lockFile(), progress, () -> stopAll(progress));
    }

    /**
     * What each server is doing, in the order of {@link ServerName}; of the registry only if it is asked for, or was started.
     * Waits for no other call.
     */
    public List<ServerStatus> status() {
        return Arrays.stream(ServerName.values())
                .map(this::server)
                .filter(server -> isWanted(server) || server.isStarted())
                .toList()
                .parallelStream()
                .map(Server::status)
                .toList();
    }

    /** Where the servers answer once the stack is up. */
    public Endpoints endpoints() {
        return Endpoints.of(ports);
    }

    /** One of the servers, to stop, kill and start it alone. */
    public Server server(ServerName name) {
        return servers.get(name);
    }

    /** Where a server of this stack keeps its data, to look at or to replace while it does not run. */
    public Path data(ServerName name) {
        return folder.data(name);
    }

    /** What a server has written since its last start. */
    public Path log(ServerName name) {
        return folder.log(name);
    }

    /** One more worker of the stack's Connect cluster, not started; it is no part of {@link #up}, but {@link #down} stops it. */
    public Server anotherWorker(String name) {
        return worker(name, ConnectProgram.GROUP);
    }

    /** The worker of a second Connect cluster on the same Kafka; the rest as for {@link #anotherWorker}. */
    public Server anotherCluster(String name) {
        return worker(name, name);
    }

    private Server worker(String name, String group) {
        StackFolder own = folder.beside(name);
        StackPorts where = ports.withConnect(StackPorts.free().connect());
        Server worker = new Server(
                new ConnectProgram(own, files(), distribution, registry, where, group, workerHeap),
                where.listeners(ServerName.CONNECT),
                own);
        try {
            own.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moreWorkers.add(worker);
        return worker;
    }

    private void wipe() {
        try {
            folder.wipe();
        } catch (IOException e) {
            throw new StackException("Cannot delete the data in " + folder.home() + ": " + e, e);
        }
    }

    private void start(Progress progress) {
        requireBuilt();
        try {
            folder.create();
        } catch (IOException e) {
            throw new StackException("Cannot write into " + folder.root() + ": " + e, e);
        }
        wanted().forEach(Server::requireStartable);
        DiskSpace.require(folder.root());
        new Start(new Attempt(folder, progress)).run(chains());
    }

    private List<List<Server>> chains() {
        List<List<Server>> chains = new ArrayList<>();
        chains.add(List.of(server(ServerName.KAFKA), server(ServerName.CONNECT)));
        chains.add(List.of(server(ServerName.MYSQL)));
        chains.add(List.of(server(ServerName.REDIS)));
        registry.ifPresent(with -> chains.add(List.of(server(ServerName.REGISTRY))));
        return chains;
    }

    private void requireBuilt() {
        distribution.requireBuilt();
        registry.ifPresent(RegistryFiles::requireBuilt);
    }

    private List<Server> wanted() {
        return servers.values().stream().filter(this::isWanted).toList();
    }

    private boolean isWanted(Server server) {
        return server.name() != ServerName.REGISTRY || registry.isPresent();
    }

    private void stopAll(Progress progress) {
        moreWorkers.forEach(Server::stop);
        for (ServerName name : List.of(
                ServerName.CONNECT, ServerName.REGISTRY, ServerName.KAFKA, ServerName.REDIS, ServerName.MYSQL)) {
            Server server = server(name);
            boolean runs = server.pid().isPresent();
            server.stopWithin(Server.GRACE);
            if (runs) {
                progress.report("%-8s stopped".formatted(name.label()));
            }
        }
    }

    private List<ServerProgram> programs() {
        ServerFiles files = files();
        return List.of(
                new MySqlProgram(folder, files, distribution, ports),
                new RedisProgram(folder, files, distribution, ports),
                new KafkaProgram(folder, files, distribution, ports),
                new RegistryProgram(folder, files, registryFiles, ports),
                new ConnectProgram(folder, files, distribution, registry, ports, ConnectProgram.GROUP, workerHeap));
    }

    private ServerFiles files() {
        return new ServerFiles(folder.servers());
    }
}
