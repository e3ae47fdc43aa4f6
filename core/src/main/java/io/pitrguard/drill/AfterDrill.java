package io.pitrguard.drill;

import io.pitrguard.port.Ledger;

/**
 * What is done with a drill that is over.
 *
 * @param ledger tells sweeps of the table what the drill came to
 * @param recorder stores its evidence
 */
public record AfterDrill(Ledger ledger, DrillRecorder recorder) {}
