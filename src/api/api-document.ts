import { DiscoveryService } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { DESCRIPTION, type Description } from './described.js';
import { type Door, doorOf } from './door.js';
import { completed, type Operation } from './operation.js';
import { problemSchema } from './problem.schema.js';

const VERBS = ['get', 'post', 'patch', 'put', 'delete'] as const;

const ABOUT = `The head-office side of distributed marketing: campaign packages, orders, and a cancel that really stops what runs.

A thing is addressed by its code (CAT86, ORD29). Send \`Authorization: Bearer KEY\`. Refusals are problem objects (RFC 9457) with a stable \`code\`, in the language of \`Accept-Language\` (English or French). Edit with \`If-Match: "VERSION"\`; repeat a POST safely with \`Idempotency-Key\`. Lists go on with \`cursor\`.`;

/** `/api/docs` for people and `/api/openapi.json` for programs; every script and style from this host. */
export function installApiDocument(app: NestExpressApplication): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('api/docs', app, () => (document ??= apiDocument(app)), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Relais API',
    // Swagger would ask a validator on another host what it thinks of the document.
    swaggerOptions: { validatorUrl: null, persistAuthorization: false },
  });
}

/** OpenAPI 3.1 of every route, from the decorators of the controllers and the schemas that check their bodies. */
export function apiDocument(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Relais')
    .setDescription(ABOUT)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'key')
    .addCookieAuth('relais.sid', { type: 'apiKey', in: 'cookie', name: 'relais.sid' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationId, autoTagControllers: false });
  const described = describedRoutes(app);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const verb of VERBS) {
      const operation = item[verb] as Operation | undefined;
      if (operation === undefined) continue;
      const route = described.get(operation.operationId ?? '');
      item[verb] = completed({ path, verb, operation, description: route?.description, door: route?.door ?? {} }) as never;
    }
  }
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: problemSchema as never } };
  return document;
}

function operationId(controller: string, method: string): string {
  return `${controller.replace(/Controller$/, '')}.${method}`;
}

function describedRoutes(app: NestExpressApplication): Map<string, { description: Description | undefined; door: Door }> {
  const routes = new Map<string, { description: Description | undefined; door: Door }>();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (typeof metatype !== 'function') continue;
    const controller = metatype.prototype as Record<string, unknown>;
    for (const method of Object.getOwnPropertyNames(controller)) {
      const handler = Object.getOwnPropertyDescriptor(controller, method)?.value as unknown;
      if (typeof handler !== 'function') continue;
      routes.set(operationId(metatype.name, method), { description: Reflect.getMetadata(DESCRIPTION, handler) as Description | undefined, door: doorOf(controller, method) });
    }
  }
  return routes;
}
