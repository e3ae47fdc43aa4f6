package io.pitrguard.drill;

import io.pitrguard.port.Ledger;
import java.util.Optional;

/**
 * What is done with a drill that is over.
 *
 * @param ledger tells sweeps of the table what the drill came to
 * @param recorder stores its evidence
 * @param notifier notifies people; empty where somebody watches
 */
public record AfterDrill(Ledger ledger, DrillRecorder recorder, Optional<EndNotifier> notifier) {
    /** Notifies nobody: somebody watches. */
    public AfterDrill(Ledger ledger, DrillRecorder recorder) {
        this(ledger, recorder, Optional.empty());
    }
}
