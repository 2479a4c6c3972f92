import { Global, Module } from '@nestjs/common';

import { CommandRunner } from './command-runner.js';
import { LifecycleApplier } from './lifecycle-applier.js';

@Global()
@Module({ providers: [LifecycleApplier, CommandRunner], exports: [LifecycleApplier, CommandRunner] })
export class LifecycleModule {}
