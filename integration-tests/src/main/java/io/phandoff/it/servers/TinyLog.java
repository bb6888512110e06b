// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.ProduceRequest;

/** The one partition, and the answers to requests about it. */
final class TinyLog {

    static final String TOPIC = "tiny";
    private static final long PRODUCE_MILLIS = 20;
    private static final int CAPACITY = 1 << 20;
    /** From the version after these on, topics are named by id. */
    private static final short LAST_PRODUCE_BY_NAME = 12;

    private static final short LAST_FETCH_BY_NAME = 12;

    private final String host;
    private final int port;
    private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY);
    private long end;

    TinyLog(String host, int port) {
        this.host = host;
        this.port = port;
    }

    ApiMessage answer(AbstractRequest request) throws InterruptedException {
        return switch (request.apiKey()) {
            case API_VERSIONS -> versions();
            case METADATA -> metadata();
            case PRODUCE -> produce(((ProduceRequest) request).data());
            case FETCH -> fetch(((FetchRequest) request).data());
            default -> throw new IllegalArgumentException("not spoken here: request=" + request);
        };
    }

    private static ApiMessage versions() {
        ApiVersionsResponseData.ApiVersionCollection keys = new ApiVersionsResponseData.ApiVersionCollection();
        keys.add(ApiVersionsResponse.toApiVersion(ApiKeys.API_VERSIONS));
        keys.add(ApiVersionsResponse.toApiVersion(ApiKeys.METADATA));
        keys.add(ApiVersionsResponse.toApiVersion(ApiKeys.PRODUCE).setMaxVersion(LAST_PRODUCE_BY_NAME));
        keys.add(ApiVersionsResponse.toApiVersion(ApiKeys.FETCH).setMaxVersion(LAST_FETCH_BY_NAME));
        return new ApiVersionsResponseData().setApiKeys(keys);
    }

    private ApiMessage metadata() {
        MetadataResponseData answer =
                new MetadataResponseData().setClusterId("tiny").setControllerId(0);
        answer.brokers()
                .add(new MetadataResponseData.MetadataResponseBroker()
                        .setNodeId(0)
                        .setHost(host)
                        .setPort(port));
        answer.topics()
                .add(new MetadataResponseData.MetadataResponseTopic()
                        .setName(TOPIC)
                        .setTopicId(new Uuid(1, 1))
                        .setPartitions(List.of(new MetadataResponseData.MetadataResponsePartition()
                                .setPartitionIndex(0)
                                .setLeaderId(0)
                                .setReplicaNodes(List.of(0))
                                .setIsrNodes(List.of(0)))));
        return answer;
    }

    private ApiMessage produce(ProduceRequestData request) throws InterruptedException {
        Thread.sleep(PRODUCE_MILLIS);
        ProduceResponseData answer = new ProduceResponseData();
        for (ProduceRequestData.TopicProduceData topic : request.topicData()) {
            for (ProduceRequestData.PartitionProduceData partition : topic.partitionData()) {
                long offset = append((MemoryRecords) partition.records());
                answer.responses()
                        .add(new ProduceResponseData.TopicProduceResponse()
                                .setName(topic.name())
                                .setPartitionResponses(List.of(
                                        new ProduceResponseData.PartitionProduceResponse().setBaseOffset(offset))));
            }
        }
        return answer;
    }

    private synchronized long append(MemoryRecords records) {
        long first = end;
        for (MutableRecordBatch batch : records.batches()) {
            end += batch.countOrNull();
            batch.setLastOffset(end - 1);
        }
        bytes.put(records.buffer().duplicate());
        notifyAll();
        return first;
    }

    /** Everything, whatever offset is asked for: a client skips what it has read. */
    private synchronized ApiMessage fetch(FetchRequestData request) throws InterruptedException {
        FetchResponseData answer = new FetchResponseData();
        for (FetchRequestData.FetchTopic topic : request.topics()) {
            for (FetchRequestData.FetchPartition partition : topic.partitions()) {
                if (partition.fetchOffset() >= end) {
                    wait(request.maxWaitMs());
                }
                boolean more = partition.fetchOffset() < end;
                ByteBuffer all = more ? bytes.duplicate().flip() : ByteBuffer.allocate(0);
                answer.responses()
                        .add(new FetchResponseData.FetchableTopicResponse()
                                .setTopic(topic.topic())
                                .setPartitions(List.of(new FetchResponseData.PartitionData()
                                        .setHighWatermark(end)
                                        .setLastStableOffset(end)
                                        .setRecords(MemoryRecords.readableRecords(all)))));
            }
        }
        return answer;
    }
}
