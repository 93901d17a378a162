package dev.laurel.scorer.batch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * A Kafka consumer whose polls score: the responses of each result are scored as one batch before the result is handed on. Everything else goes to the
 * wrapped consumer as it is.
 *
 * <p>The result is the very one the consumer gave, with headers added in place: Kafka Streams commits by the positions that it carries. Nothing is held
 * back and nothing is remembered, so that exactly-once stays what Streams makes of it. What is thrown while scoring ends the stream's thread; nothing
 * is committed then, and the records are polled again.
 */
public final class ScoringConsumer implements InvocationHandler {

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final BatchScorer scorer;

    private ScoringConsumer(Consumer<byte[], byte[]> consumer, String topic, BatchScorer scorer) {
        this.consumer = consumer;
        this.topic = topic;
        this.scorer = scorer;
    }

    /** Wraps a consumer; records of other topics than {@code topic} are left alone. */
    @SuppressWarnings("unchecked")
    public static Consumer<byte[], byte[]> wrap(Consumer<byte[], byte[]> consumer, String topic, BatchScorer scorer) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new ScoringConsumer(consumer, topic, scorer));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Object result;
        try {
            result = method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (result instanceof ConsumerRecords<?, ?> records) {
            score(records);
        }
        return result;
    }

    @SuppressWarnings("unchecked")
    private void score(ConsumerRecords<?, ?> records) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records.count());
        ((ConsumerRecords<byte[], byte[]>) records).records(topic).forEach(batch::add);
        if (batch.isEmpty()) {
            scorer.idle();
        } else {
            scorer.score(batch);
        }
    }
}
