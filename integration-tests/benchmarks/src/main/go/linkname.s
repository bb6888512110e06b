// SPDX-License-Identifier: Apache-2.0
// Empty on purpose: with an assembly file in the package the compiler accepts functions without a body.
