package io.holdfast.config;

import io.holdfast.config.FaultSetting.Unit;
import java.util.List;

/** How long to wait for another machine: for map output, a node, a DataNode, a master. */
final class NetworkSettings {
  private static final String SHUFFLE = "mapreduce.reduce.shuffle.";

  static final List<FaultSetting> ALL =
      List.of(
          new FaultSetting(
              SHUFFLE + "connect.timeout",
              "20000",
              Unit.MS,
              "",
              "How long a reduce task waits for a connection to a node with map output. Shorter"
                  + " notices a dead node sooner, and takes a busy one for dead."),
          new FaultSetting(
              SHUFFLE + "read.timeout", "30000", Unit.MS, "", "How long it then waits for data."),
          new FaultSetting(
              SHUFFLE + "fetch.retry.interval-ms",
              "1000",
              Unit.MS,
              "",
              "The pause between fetches from a node manager that restarts, where the cluster has"
                  + " node manager recovery."),
          new FaultSetting(
              SHUFFLE + "fetch.retry.timeout-ms",
              "30000",
              Unit.MS,
              "",
              "How long such fetches go on before they count as failed."),
          new FaultSetting(
              SHUFFLE + "retry-delay.max.ms",
              "10000",
              Unit.MS,
              "",
              "The longest pause before a failed fetch is tried again."),
          new FaultSetting(
              SHUFFLE + "maxfetchfailures",
              "1",
              Unit.COUNT,
              "",
              "After so many failed fetches of one map's output, a reduce task tells the master."
                  + " Hadoop's own default, 10, is more than it tries in a job of few maps: all"
                  + " attempts of the reduce task fail, and a map output that its node has lost is"
                  + " never made again."),
          new FaultSetting(
              SHUFFLE + "max-fetch-failures-notifications",
              "3",
              Unit.COUNT,
              "",
              "After so many failed fetches of one map's output, by half of the running reduce tasks"
                  + " or more, the map task runs again elsewhere."),
          new FaultSetting(
              "yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms",
              "250",
              Unit.MS,
              "",
              "How often the application master asks for containers, and hears of those that it gets"
                  + " or has lost. Each step of a job waits for that: with Hadoop's own second"
                  + " these were 6 of the 19 seconds of a small job. A resource manager with thousands of"
                  + " jobs may want it longer."),
          new FaultSetting(
              "yarn.client.nodemanager-connect.max-wait-ms",
              "20000",
              Unit.MS,
              "",
              "How long the master tries to reach a node that does not answer. Shorter moves the"
                  + " node's tasks sooner, and takes a restart for a death."),
          new FaultSetting(
              "yarn.client.nodemanager-connect.retry-interval-ms",
              "1000",
              Unit.MS,
              "",
              "The pause between those tries."),
          new FaultSetting(
              FaultPolicy.DATA_NODE_TIMEOUT,
              "20000",
              Unit.MS,
              "",
              "How long the HDFS client waits for a DataNode until it goes to another; in a write, 5 s"
                  + " longer for each copy. Hadoop's own default, 60000, is as long as our task timeout:"
                  + " the attempt would be killed first. Shorter takes a busy DataNode for dead. One"
                  + " that is cut off in the middle of a write may still cost the attempt."),
          new FaultSetting(
              "dfs.client.block.write.replace-datanode-on-failure.best-effort",
              "true",
              Unit.SWITCH,
              "",
              "Where a DataNode is lost in a write and there is none to replace it, the write goes on"
                  + " with the copies left; HDFS makes the others later. Off, the attempt fails."),
          new FaultSetting(
              FaultPolicy.CONNECT_TIMEOUT,
              "10000",
              Unit.MS,
              "",
              "How long a connection to a NameNode, ResourceManager or node may take."),
          new FaultSetting(
              FaultPolicy.CONNECT_RETRIES,
              "2",
              Unit.RETRIES,
              "",
              "How often that is tried again. Hadoop's own default, 45, waits a quarter of an hour for a"
                  + " machine that is cut off from the network."),
          new FaultSetting(
              FaultPolicy.CALL_TIMEOUT,
              "30000",
              Unit.MS,
              "",
              "How long an answer of such a server may take; 0 waits until TCP gives up. Shorter notices"
                  + " one that was cut off sooner, and fails calls that a busy NameNode would still answer."));

  private NetworkSettings() {}
}
