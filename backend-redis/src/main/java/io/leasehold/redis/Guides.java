package io.leasehold.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Servers that tell where the primary is: sentinels, or the nodes of a cluster. They are asked in turn, first the one that answered
 * last, until one knows or the time is up; the next question begins where this one ended. Thread-safe; it keeps nothing but whose turn
 * it is.
 */
final class Guides {
    private final Supplier<? extends Collection<HostAndPort>> all;
    private final Way way;
    private final Question question;
    private final Duration most;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Optional<HostAndPort> answered = Optional.empty();

    /** How one of them is reached. */
    interface Way {
        Connection to(HostAndPort guide) throws Exception;
    }

    /** What each is asked. */
    interface Question {
        /** Where the primary is, as this one says; none if it doesn't know. */
        Optional<HostAndPort> ask(Connection connection, HostAndPort guide);
    }

    Guides(Supplier<? extends Collection<HostAndPort>> all, Way way, Question question, Duration most) {
        this.all = all;
        this.way = way;
        this.question = question;
        this.most = most;
    }

    /**
     * Where the primary is, as one of them says.
     *
     * @throws JedisConnectionException if none does
     */
    HostAndPort primary() {
        Budget budget = Budget.of(most);
        Exception why = null;
        for (HostAndPort guide : inTurn()) {
            if (budget.spent()) {
                break;
            }
            try (Connection connection = way.to(guide)) {
                Optional<HostAndPort> told = question.ask(connection, guide);
                if (told.isPresent()) {
                    answered = Optional.of(guide);
                    return told.get();
                }
            } catch (JedisException e) {
                why = graver(why, e);
            } catch (Exception e) {
                why = graver(why, new JedisConnectionException(e));
            }
            answered = Optional.empty();
            turn.incrementAndGet();
        }
        throw new JedisConnectionException("nobody who could be asked tells where the primary is", why);
    }

    /** One that can't be reached may know what another refuses to say, so it is tried again. */
    private static Exception graver(@Nullable Exception before, Exception next) {
        return before == null || !(next instanceof JedisDataException) ? next : before;
    }

    private List<HostAndPort> inTurn() {
        List<HostAndPort> order = new ArrayList<>(all.get());
        Collections.rotate(order, -(turn.get() % Math.max(1, order.size())));
        answered.filter(order::remove).ifPresent(first -> order.add(0, first));
        return order;
    }
}
