package io.pitrguard.sandbox.traffic;

/** A call that the sandbox itself failed to serve; the caller saw an InternalServerError. */
public record Failure(String operation, Throwable cause) {}
