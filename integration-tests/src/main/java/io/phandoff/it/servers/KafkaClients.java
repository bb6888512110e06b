// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer, a consumer and an admin client, all used by tasks of a pool of two. */
public final class KafkaClients {

    private static final int RECORDS = 60;

    private KafkaClients() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (TinyBroker broker = new TinyBroker()) {
            produce(pool, broker.address());
            Future<String> read = pool.submit(() -> consume(broker.address()));
            Future<String> topics = pool.submit(() -> topics(broker.address()));
            System.out.println("read=" + read.get() + " topics=" + topics.get());
        }
        pool.shutdown();
        boolean gone = LiveThreads.eventually(() -> LiveThreads.named("kafka") == 0);
        System.out.println("terminated=" + pool.awaitTermination(20, TimeUnit.SECONDS) + " gone=" + gone);
    }

    private static void produce(ExecutorService pool, String address) throws Exception {
        AtomicInteger sending = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        Meeting meeting = new Meeting(0, 3);
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                address,
                "enable.idempotence",
                false,
                "acks",
                "1",
                "linger.ms",
                0,
                "batch.size",
                0);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            List<Future<Long>> offsets = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                String value = "value-" + i;
                offsets.add(pool.submit(() -> {
                    atOnce.accumulateAndGet(sending.incrementAndGet(), Math::max);
                    meeting.come();
                    long offset = producer.send(new ProducerRecord<>(TinyLog.TOPIC, 0, null, value))
                            .get()
                            .offset();
                    sending.decrementAndGet();
                    return offset;
                }));
            }
            TreeSet<Long> all = new TreeSet<>();
            for (Future<Long> offset : offsets) {
                all.add(offset.get());
            }
            System.out.println("offsets=" + all.size() + " last=" + all.last() + " networkThreads="
                    + LiveThreads.named("kafka-producer-network-thread"));
        }
        System.out.println("atOnce=" + atOnce);
    }

    private static String consume(String address) {
        TopicPartition partition = new TopicPartition(TinyLog.TOPIC, 0);
        TreeSet<String> values = new TreeSet<>();
        int read = 0;
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address, "enable.auto.commit", false),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
            while (read < RECORDS && System.nanoTime() - end < 0) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                    read++;
                }
            }
        }
        return read + "/" + values.size() + "/" + values.first() + "/" + values.last();
    }

    private static String topics(String address) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            return admin.listTopics().names().get(20, TimeUnit.SECONDS).toString();
        }
    }
}
