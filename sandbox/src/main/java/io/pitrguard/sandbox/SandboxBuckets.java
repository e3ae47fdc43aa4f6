package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;

/** The S3 buckets of one account. */
public final class SandboxBuckets {

    private final Account account;

    SandboxBuckets(Account account) {
        this.account = account;
    }

    /**
     * Creates a bucket.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public SandboxBucket create(String name) {
        if (!account.buckets().create(name, account.location().account())) {
            throw new IllegalArgumentException("there is a bucket '" + name + "' already");
        }
        return get(name);
    }

    /**
     * Returns a bucket.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public SandboxBucket get(String name) {
        return account.buckets()
                .find(name)
                .map(bucket -> new SandboxBucket(name, bucket, account::now))
                .orElseThrow(() -> new IllegalArgumentException("there is no bucket '" + name + "'"));
    }

    /** Removes a bucket with its objects, if there is one. */
    public void delete(String name) {
        account.buckets().delete(name);
    }
}
