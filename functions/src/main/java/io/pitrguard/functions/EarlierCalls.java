package io.pitrguard.functions;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.report.PartView;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.sweep.Continuation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the earlier calls of a worker judged: the next one goes on from there. */
record EarlierCalls(SweepDocuments documents) {
    /** A worker that needs more calls, which take a day, makes no progress. */
    static final int MOST_CALLS = 100;

    /**
     * Returns how a call goes on. Only parts of calls before it count: a retry judges again what it judged before.
     *
     * @throws InvocationFailedException when a part cannot be read
     */
    Continuation before(PlaceEvent asked) {
        String own = SweepKeys.part(asked.sweep(), asked.place(), asked.call());
        Set<String> judged = new HashSet<>();
        boolean progress = true;
        for (String key : needed(documents.keys(SweepKeys.parts(asked.sweep(), asked.place())))) {
            Optional<PartView> part = key.compareTo(own) < 0 ? needed(documents.part(key)) : Optional.empty();
            part.ifPresent(each -> judged.addAll(each.names()));
            progress = part.map(PartView::names).map(names -> !names.isEmpty()).orElse(progress);
        }
        return new Continuation(judged, leaving(asked.call(), progress));
    }

    private static Continuation.Leaving leaving(int call, boolean progress) {
        if (call >= MOST_CALLS) {
            return Continuation.Leaving.NOTHING;
        }
        return progress ? Continuation.Leaving.ANYTHING : Continuation.Leaving.WITH_PROGRESS;
    }

    private static <T> T needed(Result<T> result) {
        return switch (result) {
            case Result.Success<T>(T value) -> value;
            case Result.Failure<T>(Cause cause) ->
                throw new InvocationFailedException("The parts of earlier calls could not be read. " + cause.message());
        };
    }
}
