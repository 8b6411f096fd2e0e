// A CommonJS package that requires ESM ones (throttler requires Nest) only finds them when they are loaded before the spec's own graph.
import '@nestjs/common';
import '@nestjs/core';
