package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.Limits;
import io.leasehold.store.OpenStep;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Pace;
import io.leasehold.store.ReadableType;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R23: ids, labels, payloads, effects and states come back byte for byte, and are never anything but values. */
abstract class ContentRulesTck extends RulesTck {
    ContentRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    static Stream<String> hostileTexts() {
        return Stream.of(
                "' OR '1'='1",
                "'; DROP TABLE job; --",
                "\"quoted\" `back` [square]",
                "$where",
                "$.a.b",
                "a.b.c",
                "{\"$gt\": \"\"}",
                "{tag}:job:*",
                "100%_\\%",
                "?1 :name ${el} #{el}",
                "back\\slash\\",
                "line\r\nbreak\r\n",
                "\ttab and \u001b[31mescape",
                " leading",
                "trailing  ",
                "null",
                "0",
                "é (one) e\u0301 (two)",
                "straße STRASSE ı İ",
                "\u202egnp.exe",
                "\ufeffmark",
                "😀 \uFFFD \uFFFF",
                "x".repeat(100),
                "€".repeat(100),
                "😀".repeat(50));
    }

    @ParameterizedTest(name = "R23 a hostile id is a value and nothing else, {index}")
    @MethodSource("hostileTexts")
    void hostileId(String id) {
        live(ALICE);
        submit("bystander");
        submit(id);
        JobRecord mine = take(ALICE, id);
        assertThat(mine.id().value()).as(rule).isEqualTo(id);
        applied(intent(mine, 1, step("greet")));
        assertThat(store.owned(ALICE, Optional.empty()).jobs())
                .as(rule)
                .extracting(OwnedPage.Owned::id)
                .containsExactly(new JobId(id));
        assertThat(store.owned(ALICE, Optional.of(new JobId(id))).jobs())
                .as(rule)
                .isEmpty();
        ordered(id, new Command.Stop());
        assertThat(survey(ALICE, 0).stopped()).as(rule).containsExactly(new JobId(id));
        assertThat(ids(store.list(JobQuery.all()).jobs())).as(rule).containsExactlyInAnyOrder(id, "bystander");
        assertThat(store.list(JobQuery.all().after(new JobId(id))).jobs())
                .as(rule)
                .hasSizeLessThanOrEqualTo(1);
        end(ALICE, LeaseEnd.CLEAN);
        ordered(id, new Command.Delete(true));
        assertThat(store.find(new JobId(id))).as(rule).isEmpty();
        assertThat(job("bystander").commandNumber()).as(rule).isZero();
    }

    @ParameterizedTest(name = "R23 a hostile type, label, payload or error is a value and nothing else, {index}")
    @MethodSource("hostileTexts")
    void hostileText(String text) {
        store.grant(ALICE, text, HOUR);
        submitAll(List.of(new Submission(
                new JobId("job"), text, 1, Bytes.ofUtf8(text), newRun(), Optional.empty(), Duration.ZERO)));
        List<ReadableType> types = List.of(new ReadableType(text, 1, 1));
        assertThat(store.survey(new SurveyRequest(ALICE, types, Optional.empty(), 0))
                        .orphans())
                .as(rule)
                .isTrue();
        JobRecord mine = store.claim(new ClaimRequest(ALICE, 1, types, new ClaimRequest.Named(new JobId("job"))))
                .get(0);
        applied(write(mine, 1, change -> change.error(Optional.of(text))));
        JobRecord after = job("job");
        assertThat(after.type()).as(rule).isEqualTo(text);
        assertThat(after.payload().utf8()).as(rule).isEqualTo(text);
        assertThat(after.progress().error()).as(rule).contains(text);
        var query = new JobQuery(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty(), 9);
        assertThat(store.list(query).jobs()).as(rule).hasSize(1);
        store.end(ALICE, LeaseEnd.CLEAN);
        assertThat(survey().ended().get(0).label()).as(rule).isEqualTo(text);
    }

    @Test
    @DisplayName("R23 ids are compared byte for byte: case, accents, trailing spaces and Unicode forms tell them apart")
    void twins() {
        String[] twins = {
            "a", "A", "a ", "a  ", " a", "á", "a\u0301", "ａ", "ß", "ss", "i", "ı", "I", "İ", "ﬀ", "ff", "a\t",
            "a\u00a0", "a\u200b", "a\u00ad"
        };
        submit(twins);
        assertThat(ids(store.list(JobQuery.all()).jobs())).as(rule).containsExactlyInAnyOrder(twins);
        ordered("a", new Command.Stop());
        for (String twin : twins) {
            assertThat(job(twin).payload().utf8()).as(rule).isEqualTo("to " + twin);
            assertThat(job(twin).runnable()).as(rule).isEqualTo(!twin.equals("a"));
        }
    }

    @Test
    @DisplayName("R23 types are compared byte for byte, in every question")
    void typeTwins() {
        live(ALICE);
        submitAll(List.of(mail("a", "Mail", 1, Duration.ZERO), mail("b", "mail ", 1, Duration.ZERO)));
        assertThat(survey().orphans()).as(rule).isFalse();
        assertThat(takeAll(ALICE)).as(rule).isEmpty();
        var query = new JobQuery(Optional.of("mail"), Optional.empty(), Optional.empty(), Optional.empty(), 9);
        assertThat(store.list(query).jobs()).as(rule).isEmpty();
        assertThat(submit(mail("a"))).as(rule).isInstanceOf(SubmitAnswer.Other.class);
    }

    @ParameterizedTest(name = "R23 the longest id comes back, {index}")
    @MethodSource("longestIds")
    void longestId(String id) {
        live(ALICE);
        submit(id, id.substring(0, id.length() - 2) + "zz");
        applied(intent(take(ALICE, id), 1, step("greet")));
        assertThat(job(id).id().value()).as(rule).isEqualTo(id);
        assertThat(store.list(JobQuery.all()).jobs()).as(rule).hasSize(2);
    }

    static Stream<String> longestIds() {
        return Stream.of("x".repeat(200), "€".repeat(200), "😀".repeat(100), "'".repeat(200), " ".repeat(200));
    }

    @Test
    @DisplayName("R23 every byte comes back in payload, state, effect and next state")
    void everyByte() {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        comesBack(Bytes.of(all));
        assertThat(job("job").payload().toArray()).as(rule).containsExactly(all);
    }

    @Test
    @DisplayName("R23 the largest payload, state, effect and next state come back, up to what the store publishes")
    void largest() {
        Limits limits = store.describe().limits().and(Limits.DEFAULT);
        byte[] large = new byte[Math.min(limits.payload(), Math.min(limits.state(), limits.effect()))];
        new Random(42).nextBytes(large);
        comesBack(Bytes.of(large));
    }

    private void comesBack(Bytes content) {
        live(ALICE);
        submitAll(List.of(
                new Submission(new JobId("job"), "mail", 1, content, newRun(), Optional.empty(), Duration.ZERO)));
        OpenStep step = OpenStep.intent(content, content, Pace.AT_ONCE);
        applied(write(
                take(ALICE, "job"),
                1,
                change -> change.state(Optional.of(content)).open(Optional.of(step))));
        JobRecord after = job("job");
        assertThat(after.payload()).as(rule).isEqualTo(content);
        assertThat(after.progress().state()).as(rule).contains(content);
        assertThat(after.progress().open()).as(rule).contains(step);
        end(ALICE, LeaseEnd.CLEAN);
        live(BOB);
        assertThat(take(BOB, "job").progress().open()).as(rule).contains(step);
        ordered("job", new Command.Amend(content));
        assertThat(job("job").payload()).as(rule + "; amended").isEqualTo(content);
    }
}
