package io.mysqlredis.benchmark.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Reads what a worker's own MBeans tell. */
final class Sampler {

    private static final ObjectName SINK_TASKS = name("kafka.connect:type=sink-task-metrics,*");
    private static final ObjectName TASKS = name("kafka.connect:type=connector-task-metrics,*");

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    Sample sample() throws JMException {
        long sent = 0;
        for (ObjectName task : beans.queryNames(SINK_TASKS, null)) {
            sent += sent(task);
        }
        long failed = 0;
        for (ObjectName task : beans.queryNames(TASKS, null)) {
            failed += isFailed(task) ? 1 : 0;
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Sample(System.nanoTime(), sent, failed, heap, live());
    }

    private long sent(ObjectName task) throws JMException {
        try {
            return ((Number) beans.getAttribute(task, "sink-record-send-total")).longValue();
        } catch (InstanceNotFoundException e) {
            // The task has ended since it was listed.
            return 0;
        }
    }

    private boolean isFailed(ObjectName task) throws JMException {
        try {
            return "failed".equals(beans.getAttribute(task, "status"));
        } catch (InstanceNotFoundException e) {
            return false;
        }
    }

    private long live() {
        long live = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage usage = pool.getCollectionUsage();
            live += usage == null ? 0 : usage.getUsed();
        }
        return live;
    }

    private static ObjectName name(String pattern) {
        try {
            return new ObjectName(pattern);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
