package io.mysqlredis.sink.property;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;

/** Draws scenarios; smaller ones lead to the same failures. */
final class Scenarios {

    private Scenarios() {}

    /** Of at most this many actions. */
    static Arbitrary<Scenario> upTo(int actions) {
        return Combinators.combine(setups(), actions().ofMaxSize(actions)).as(Scenario::play);
    }

    private static Arbitrary<Setup> setups() {
        Arbitrary<Setup.Choice> choices =
                Combinators.combine(numbers(60), numbers(6), numbers(4)).as(Setup.Choice::new);
        return Combinators.combine(
                        Arbitraries.of(Group.class),
                        Arbitraries.frequency(Tuple.of(3, 1), Tuple.of(1, 2), Tuple.of(2, 4)),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Setup.KEY_TYPES).list().ofMinSize(1).ofMaxSize(3),
                        choices.list().ofMinSize(1).ofMaxSize(3),
                        numbers(1_000))
                .as(Setup::new);
    }

    private static ListArbitrary<Action> actions() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(8, Action.Kind.INSERT),
                                Tuple.of(10, Action.Kind.UPDATE),
                                Tuple.of(4, Action.Kind.UPDATE_KEY),
                                Tuple.of(3, Action.Kind.DELETE),
                                Tuple.of(1, Action.Kind.SNAPSHOT_READ),
                                Tuple.of(1, Action.Kind.ALTER),
                                Tuple.of(1, Action.Kind.TRUNCATE)),
                        numbers(3),
                        numbers(20),
                        numbers(1 << 12),
                        numbers(1_000))
                .as(Action::new)
                .list();
    }

    private static Arbitrary<Integer> numbers(int limit) {
        return Arbitraries.integers().between(0, limit - 1).withDistribution(RandomDistribution.uniform());
    }
}
