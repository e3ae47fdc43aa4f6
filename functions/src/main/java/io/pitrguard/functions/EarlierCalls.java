package io.pitrguard.functions;

import io.pitrguard.report.PartView;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.sweep.Continuation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a place's calls of a sweep came to so far.
 *
 * @param own the part of the call itself, which it has where it ended before and its answer was lost
 * @param judged the names of the tables that calls before it judged: it goes on from there
 * @param progress whether the last of them judged a table
 */
record EarlierCalls(Optional<PartView> own, Set<String> judged, boolean progress) {
    /** A worker that needs more calls, which take a day, makes no progress. */
    static final int MOST_CALLS = 100;

    private static final String UNREAD = "The parts of earlier calls could not be read.";

    EarlierCalls {
        judged = Set.copyOf(judged);
    }

    /**
     * Reads the parts of a call and of those before it.
     *
     * @throws InvocationFailedException when a part cannot be read
     */
    static EarlierCalls of(SweepDocuments documents, PlaceEvent asked) {
        String last = SweepKeys.part(asked.sweep(), asked.place(), asked.call());
        Optional<PartView> own = Optional.empty();
        Set<String> judged = new HashSet<>();
        boolean progress = true;
        for (String key : Required.of(UNREAD, documents.keys(SweepKeys.parts(asked.sweep(), asked.place())))) {
            if (key.equals(last)) {
                own = Required.of(UNREAD, documents.part(key));
            } else if (key.compareTo(last) < 0) {
                Optional<PartView> part = Required.of(UNREAD, documents.part(key));
                part.ifPresent(each -> judged.addAll(each.names()));
                progress = part.map(each -> !each.names().isEmpty()).orElse(progress);
            }
        }
        return new EarlierCalls(own, judged, progress);
    }

    /**
     * Returns how a call goes on.
     *
     * @param last whether no call may follow
     */
    Continuation continuation(boolean last) {
        if (last) {
            return new Continuation(judged, Continuation.Leaving.NOTHING);
        }
        return new Continuation(judged, progress ? Continuation.Leaving.ANYTHING : Continuation.Leaving.WITH_PROGRESS);
    }
}
