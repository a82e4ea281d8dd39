package dev.uplink.local.sandbox;

/** Why a field of a request is refused; the field is empty when it is about the whole. */
record FieldProblem(String field, String message) {}
