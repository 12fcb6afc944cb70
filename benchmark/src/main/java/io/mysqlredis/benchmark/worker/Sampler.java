package io.mysqlredis.benchmark.worker;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

/** Reads what a worker's own MBeans tell. */
final class Sampler {

    private static final ObjectName SINK_TASKS = name("kafka.connect:type=sink-task-metrics,*");
    private static final ObjectName TASKS = name("kafka.connect:type=connector-task-metrics,*");

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

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
        } catch (InstanceNotFoundException | RuntimeMBeanException e) {
            // It has ended since it was listed, or is about to begin and has no status yet.
            return false;
        }
    }

    /** Of the pools' own figures after a collection some are those of the last full one, which may never come. */
    private long live() {
        return collectors.stream()
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(GcInfo::getEndTime))
                .map(last -> last.getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> heapPools.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum())
                .orElse(0L);
    }

    private static ObjectName name(String pattern) {
        try {
            return new ObjectName(pattern);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
