package io.pitrguard.sandbox.state;

/** Finds the other accounts and regions of a sandbox. */
@FunctionalInterface
public interface AccountLookup {

    /** Returns an account in a region; empty at first, for one that nobody asked for yet. */
    Account in(String account, String region);
}
