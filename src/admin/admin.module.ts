import { Module } from '@nestjs/common';

/** The panel has no providers of its own: `installPanel` stands it around the rooms at the HTTP server. */
@Module({})
export class AdminModule {}
