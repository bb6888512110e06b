// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import java.util.Map;
import javax.management.ObjectName;

/** The runtime, as JMX shows it: {@code io.phandoff:type=Handoff}. Counters count from the start; values are a tenth of a second old at most. */
@Describes("Processors, the workers that need one to run, and what was counted since the start")
public interface HandoffMXBean {
    /** The name of the bean. */
    String NAME = "io.phandoff:type=Handoff";

    /** In milliseconds. */
    @Describes("Milliseconds since the runtime has started")
    long getUptimeMillis();

    /** On, observe or off. */
    @Describes(
            "on: workers need processors, starved pools grow; observe: nothing is changed, what growing would give is logged; off: neither")
    String getMode();

    /** Null while it is active. */
    @Describes("Why the runtime has stepped aside, null while it has not")
    String getPassThroughReason();

    /** How many there are. */
    @Describes("Number of processors: how many workers run at once")
    int getProcessors();

    /** One for each. */
    @Describes("The processors one by one; asks each for its counts")
    ProcessorData[] getProcessorStates();

    /** That nobody holds. */
    @Describes("Processors that nobody holds")
    int getIdleProcessors();

    /** In soft calls. */
    @Describes("Processors tied to a worker in a call that is usually short")
    int getInCallProcessors();

    /** Beyond the processors. */
    @Describes("Workers that run beyond the number of processors")
    int getOvercommittedWorkers();

    /** Before a task. */
    @Describes("Workers that wait for a processor before they take a task")
    int getStartingWorkers();

    /** Within a task. */
    @Describes("Workers that wait for a processor in the middle of a task")
    int getResumingWorkers();

    /** Managed threads. */
    @Describes("Managed threads")
    int getWorkers();

    /** At once. */
    @Describes("Most managed threads at once")
    int getPeakWorkers();

    /** In all pools. */
    @Describes("Workers that growth has added and that are still there")
    int getSpares();

    /** So far. */
    @Describes("Workers that growth has added so far")
    long getGrown();

    /** So far. */
    @Describes("Tasks begun")
    long getTasks();

    /** By kind. */
    @Describes("Processors handed off at the begin of a call, by kind of call")
    Map<String, Long> getHandoffs();

    /** By kind. */
    @Describes("Calls that kept their processor tied, by kind of call")
    Map<String, Long> getSoftCalls();

    /** By cause. */
    @Describes("Processors taken from workers that did not come back in time, by cause")
    Map<String, Long> getRetakes();

    /** So far. */
    @Describes("How often a worker ran on beyond the number of processors")
    long getOvercommittedRuns();

    /** So far. */
    @Describes("How often a waiter was woken for a processor that another had taken")
    long getPassedOver();

    /** So far. */
    @Describes("How often sysmon has looked at the processors")
    long getSysmonLooks();

    /** In nanoseconds. */
    @Describes("How long workers of all pools waited for a processor; those that got one at once count as 0")
    WaitData getWaits();

    /** One for each pool. */
    @Describes("The beans of the pools")
    ObjectName[] getPools();

    /** Returns the number before. */
    @Describes(
            value = "Sets the number of processors, which from now on does not follow the CPUs; returns what it was",
            parameter = "processors",
            parameterIs = "1 to 1024")
    int resize(int processors);

    /** Undoes a resize. */
    @Describes("The number of processors follows that of the CPUs again; returns it")
    int followCpus();

    /** Returns the mode before. */
    @Describes(
            value = "Changes the mode, for all pools at once; nobody is left waiting; returns what it was",
            parameter = "mode",
            parameterIs = "on, observe or off")
    String setMode(String mode);
}
