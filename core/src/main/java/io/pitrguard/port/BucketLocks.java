package io.pitrguard.port;

import io.pitrguard.domain.export.BucketLock;

/** Reads whether buckets keep their objects from being deleted. Never throws for what AWS answers. */
@FunctionalInterface
public interface BucketLocks {
    /** Reads a bucket's Object Lock: {@code GetObjectLockConfiguration}. */
    Result<BucketLock> of(String bucket);
}
