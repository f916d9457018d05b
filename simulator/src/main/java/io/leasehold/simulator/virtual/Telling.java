package io.leasehold.simulator.virtual;

import io.leasehold.simulator.sink.Terms;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How a story from the field is told in virtual time. */
sealed interface Telling {
    /** Its runs, each of which takes place when the stream comes to it. */
    Stream<StoryRun> runs(Opening over, long firstSeed, long seeds);

    /** Whether seeds are drawn. */
    boolean drawn();

    /** In the words of the command line. */
    String word();

    /** By a drill, once a seed. */
    record ByDrill(Drill drill) implements Telling {
        @Override
        public Stream<StoryRun> runs(Opening over, long firstSeed, long seeds) {
            return LongStream.range(firstSeed, firstSeed + seeds).mapToObj(seed -> run(over, seed));
        }

        private StoryRun run(Opening over, long seed) {
            return new StoryRun(
                    "--mode sweep --drill " + drill.word() + " --seed " + seed,
                    new DrillRun(drill, seed, over, event -> {}).run());
        }

        @Override
        public boolean drawn() {
            return true;
        }

        @Override
        public String word() {
            return "drill " + drill.word();
        }
    }

    /** By a story of the sweep: undisturbed, and then once for each event of it that this trouble can hit. Nothing is drawn. */
    record ByHits(SweepStory story, Trouble trouble) implements Telling {
        @Override
        public Stream<StoryRun> runs(Opening over, long firstSeed, long seeds) {
            return Stream.<Supplier<Stream<StoryRun>>>of(
                            () -> Stream.of(run(over, List.of())), () -> hits().map(hit -> run(over, List.of(hit))))
                    .flatMap(Supplier::get);
        }

        /** Those of the undisturbed story over the definition: over a broken store it may have no end of them. */
        private Stream<Hit> hits() {
            SweepRun undisturbed = new SweepRun(story, List.of());
            undisturbed.run();
            return undisturbed.possible().stream().filter(hit -> hit.kind() == trouble);
        }

        private StoryRun run(Opening over, List<Hit> struck) {
            return new StoryRun(replay(struck), new SweepRun(story, over, Terms.DEFAULT, struck, event -> {}).run());
        }

        private String replay(List<Hit> struck) {
            String hits = struck.isEmpty()
                    ? ""
                    : " --hits " + struck.stream().map(Hit::word).collect(Collectors.joining(","));
            return "--mode sweep --story " + story.word() + hits;
        }

        @Override
        public boolean drawn() {
            return false;
        }

        @Override
        public String word() {
            return "sweep story " + story.word() + ", each " + trouble.name().toLowerCase(Locale.ROOT);
        }
    }
}
